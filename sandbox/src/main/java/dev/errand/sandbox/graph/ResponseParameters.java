package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.MailTypes;
import dev.errand.sandbox.graph.mailbox.Response;
import dev.errand.sandbox.graph.odata.BodyReader;
import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client says when it answers or passes on: <a
 * href="https://learn.microsoft.com/graph/api/message-forward">message-forward</a>. The codes of
 * its errors 400 are not documented.
 *
 * @param message changes to the message that follows from the original
 */
record ResponseParameters(ObjectNode message, String comment) {

  static ResponseParameters read(Call call, Response response) {
    if (call.request().body().length == 0) {
      return new ResponseParameters(Json.object(), "");
    }
    ObjectNode said =
        response == Response.FORWARD
            ? Parameters.read(call, "forward", "comment", "message", "toRecipients")
            : Parameters.read(call, "reply", "comment", "message");
    ObjectNode message =
        present(said, "message")
            ? BodyReader.read(said.path("message"), MailTypes.MESSAGE)
            : Json.object();
    if (present(said, "comment") && message.has("body")) {
      throw refused("Specify either a comment or the body of the message, not both.");
    }
    if (present(said, "torecipients")) {
      takeRecipients(message, said.path("torecipients"));
    }
    return new ResponseParameters(message, text(said.path("comment")));
  }

  private static void takeRecipients(ObjectNode message, JsonNode recipients) {
    if (message.has("toRecipients")) {
      throw refused("Specify toRecipients once.");
    }
    message.setAll(
        BodyReader.read(Json.object().set("toRecipients", recipients), MailTypes.MESSAGE));
  }

  private static boolean present(ObjectNode said, String name) {
    return said.has(name) && !said.path(name).isNull();
  }

  private static String text(JsonNode comment) {
    if (comment.isMissingNode() || comment.isNull()) {
      return "";
    }
    if (!comment.isString()) {
      throw new ODataError(
          400, "RequestBodyRead", "Cannot convert the literal to the expected type 'Edm.String'.");
    }
    return comment.asString();
  }

  /** Whoever passes something on must say to whom. */
  void requireRecipients() {
    if (message.path("toRecipients").isEmpty()) {
      throw refused("The toRecipients of a forward are required.");
    }
  }

  private static ODataError refused(String why) {
    return new ODataError(400, "ErrorInvalidParameter", why);
  }
}
