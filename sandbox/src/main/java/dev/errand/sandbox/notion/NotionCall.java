package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.notion.model.Connection;
import dev.errand.sandbox.notion.model.Ids;
import dev.errand.sandbox.notion.model.Node;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * A call that passed the common checks. Its workspace's monitor is held.
 *
 * @param body an empty object if there was none
 */
record NotionCall(Request request, JsonNode body, Connection connection, Instant now) {

  /** A path variable that must be a UUID. */
  String id(String variable, String pathName) {
    String text = request.variable(variable);
    return Ids.parse(text)
        .orElseThrow(
            () ->
                Refusal.validation(
                    "path failed validation: path.%s should be a valid uuid, instead was `\"%s\"`."
                        .formatted(pathName, text)));
  }

  Node page(String id) {
    return connection.page(id).orElseThrow(() -> notFound("page", id));
  }

  Node block(String id) {
    return connection.block(id).orElseThrow(() -> notFound("block", id));
  }

  Refusal notFound(String what, String id) {
    return Refusal.notFound(what, id, connection.botId(), connection.client().name());
  }

  String bot() {
    return connection.botId();
  }
}
