package dev.errand.sandbox.fault;

import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer that says back what was sent, secrets included, wherever a provider's words may stand:
 * in all of an error's texts, in the ids of the request, in a header of its own. As gateways do
 * that are set to debug.
 */
final class Echo {

  private Echo() {}

  static Fault of(int status) {
    return Fault.replace("echo", Point.BEFORE, (request, real) -> reply(status, request));
  }

  private static Reply reply(int status, Request request) {
    String authorization = request.header("authorization").orElse("");
    String said =
        "You sent %s %s?%s with %s and %s"
            .formatted(
                request.method(),
                request.path(),
                request.rawQuery(),
                authorization,
                new String(request.body(), StandardCharsets.UTF_8));
    ObjectNode body = Json.object();
    body.putObject("error").put("code", said).put("message", said);
    body.put("code", said).put("message", said).put("error_description", said);
    body.put("request_id", authorization);
    return Reply.json(status, body)
        .withHeader("request-id", authorization)
        .withHeader("x-notion-request-id", authorization)
        .withHeader("x-debug", authorization);
  }
}
