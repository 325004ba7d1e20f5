package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.mailbox.Message;
import dev.errand.sandbox.graph.mailbox.PostOffice;
import dev.errand.sandbox.graph.mailbox.Response;
import dev.errand.sandbox.graph.odata.BodyReader;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Effect;
import dev.errand.sandbox.http.Reply;
import java.util.Base64;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** All ways to send. They are accepted at once and carried out later. */
final class SendEndpoints {

  static final Reply LENGTH_REQUIRED =
      Reply.html(
          411,
          "<h2>Length Required</h2>\r\n"
              + "<p>HTTP Error 411. The request must have a content length.</p>");

  private final PostOffice postOffice;

  SendEndpoints(PostOffice postOffice) {
    this.postOffice = postOffice;
  }

  Reply sendDraft(Call call) {
    if (call.lacksLength()) {
      return LENGTH_REQUIRED;
    }
    Message draft = call.mailbox().require(call.variable("id"));
    // Taken before: sending can change what the message is.
    Effect effect = mail(draft);
    postOffice.send(call.mailbox(), draft, true);
    return Reply.empty(202).withEffect(effect);
  }

  Reply sendMail(Call call) {
    requireJson(call);
    ObjectNode parameters = Parameters.read(call, "sendMail", "message", "saveToSentItems");
    boolean save = flag(parameters.path("savetosentitems"));
    ObjectNode body = BodyReader.read(parameters.path("message"), MailTypes.MESSAGE);
    // Exchange mints its own for a message that was never a draft.
    body.remove("internetMessageId");
    Message sent = postOffice.sendNew(call.mailbox(), body, save);
    return Reply.empty(202).withEffect(mail(sent));
  }

  Reply reply(Call call) {
    return respond(call, Response.REPLY);
  }

  Reply replyAll(Call call) {
    return respond(call, Response.REPLY_ALL);
  }

  Reply forward(Call call) {
    return respond(call, Response.FORWARD);
  }

  private Reply respond(Call call, Response response) {
    if (call.lacksLength()) {
      return LENGTH_REQUIRED;
    }
    requireJson(call);
    ResponseParameters parameters = ResponseParameters.read(call, response);
    if (response == Response.FORWARD) {
      parameters.requireRecipients();
    }
    Message sent =
        postOffice.sendResponse(
            call.mailbox(),
            call.variable("id"),
            response,
            parameters.message(),
            parameters.comment());
    return Reply.empty(202).withEffect(mail(sent));
  }

  private static Effect mail(Message message) {
    return new Effect(
        "mail", message.immutableId(), message.extendedValue("ErrandCommand"), message.envelope());
  }

  /** The documentation's own samples write it as a string, too. */
  private static boolean flag(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return true;
    }
    if (value.isBoolean() || value.asString("").toLowerCase(Locale.ROOT).matches("true|false")) {
      return Boolean.parseBoolean(value.asString());
    }
    throw new ODataError(
        400, "RequestBodyRead", "Cannot convert the literal to the expected type 'Edm.Boolean'.");
  }

  /** MIME comes as base64 in text/plain; it is checked and not simulated. */
  static void requireJson(Call call) {
    if (!call.request().header("content-type").orElse("").startsWith("text/plain")) {
      return;
    }
    try {
      Base64.getMimeDecoder().decode(call.request().body());
    } catch (IllegalArgumentException notBase64) {
      throw new ODataError(
          400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
    }
    throw new ODataError(400, "ErrorMimeContentInvalid", "The sandbox takes no MIME content.");
  }
}
