package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.graph.mailbox.Response;
import dev.errand.sandbox.graph.odata.Query;
import dev.errand.sandbox.http.Reply;

/**
 * Drafts that answer or pass on. A comment has no effect on them, as the known issues of Graph say:
 * what a client wants to write it must write into the body, and a body it gives here takes the
 * place of the quote.
 */
final class ResponseEndpoints {

  private ResponseEndpoints() {}

  static Reply reply(Call call) {
    return make(call, Response.REPLY);
  }

  static Reply replyAll(Call call) {
    return make(call, Response.REPLY_ALL);
  }

  static Reply forward(Call call) {
    return make(call, Response.FORWARD);
  }

  private static Reply make(Call call, Response response) {
    if (call.lacksLength()) {
      return SendEndpoints.LENGTH_REQUIRED;
    }
    SendEndpoints.requireJson(call);
    Query query = call.messageQuery();
    ResponseParameters parameters = ResponseParameters.read(call, response);
    if (response == Response.FORWARD && call.request().body().length > 0) {
      parameters.requireRecipients();
    }
    Message draft = call.mailbox().respond(call.variable("id"), response, parameters.message(), "");
    return MessageEndpoints.made(call, query, draft);
  }
}
