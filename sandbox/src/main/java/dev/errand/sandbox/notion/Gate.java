package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.sandbox.notion.model.Connection;
import dev.errand.sandbox.notion.model.Ids;
import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.people.Tokens;
import dev.errand.sandbox.world.World;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The checks every call passes before its endpoint, in the order that was recorded: address, JSON,
 * bearer, token, version. Where the limit stands among them is not known: here it comes last.
 */
final class Gate {

  static final String VERSION = "2026-03-11";

  /** 500 KB. */
  private static final int MAX_BODY = 500 * 1000;

  private final World world;
  private final Notion notion;
  private final NotionLimits limits;

  Gate(World world, Notion notion, NotionLimits limits) {
    this.world = world;
    this.notion = notion;
    this.limits = limits;
  }

  Reply pass(Request request, Function<NotionCall, Answer> endpoint) {
    String requestId = Ids.requestId();
    try {
      return served(request, endpoint, requestId).withHeader("x-notion-request-id", requestId);
    } catch (Refusal refusal) {
      return refusal.reply(requestId).withHeader("x-notion-request-id", requestId);
    }
  }

  static Reply unknownAddress() {
    String requestId = Ids.requestId();
    return Refusal.of(400, "invalid_request_url", "Invalid request URL.")
        .reply(requestId)
        .withHeader("x-notion-request-id", requestId);
  }

  private Reply served(Request request, Function<NotionCall, Answer> endpoint, String requestId) {
    JsonNode body = body(request);
    AccessToken token = token(request);
    version(request);
    Connection connection = notion.workspaces().connection(token);
    limits.take(connection);
    if (request.body().length > MAX_BODY) {
      throw Refusal.validation(
          "body failed validation: body size should be ≤ `500KB`, instead was `%dKB`."
              .formatted(request.body().length / 1000));
    }
    Answer answer;
    synchronized (connection.workspace()) {
      answer = endpoint.apply(new NotionCall(request, body, connection, world.clock().instant()));
    }
    Reply reply = Reply.json(200, answer.body().put("request_id", requestId));
    return answer.effect() == null ? reply : reply.withEffect(answer.effect());
  }

  private static JsonNode body(Request request) {
    if (request.body().length == 0) {
      return Json.object();
    }
    try {
      JsonNode body = request.json();
      if (body.isObject()) {
        return body;
      }
    } catch (JacksonException notJson) {
      // Falls through to the one answer for all of them.
    }
    throw Refusal.of(400, "invalid_json", "Error parsing JSON body.");
  }

  private AccessToken token(Request request) {
    Optional<String> value = request.header("authorization").flatMap(Tokens::bearer);
    if (value.isEmpty() || value.get().isEmpty()) {
      throw Refusal.of(
          401, "unauthorized", "Authorization header must use the format \"Bearer <token>\".");
    }
    return world
        .tokens()
        .find(value.get())
        .filter(token -> token.area() == Area.NOTION)
        .filter(token -> token.usable(world.clock().instant()))
        .orElseThrow(() -> Refusal.of(401, "unauthorized", "API token is invalid."));
  }

  private static void version(Request request) {
    String version = request.header("notion-version").orElse("undefined");
    if (version.equals("undefined")) {
      throw Refusal.of(
          400,
          "missing_version",
          "Notion-Version header failed validation: Notion-Version header should be defined,"
              + " instead was `undefined`.");
    }
    if (!version.equals(VERSION)) {
      throw Refusal.of(
          400,
          "missing_version",
          "Notion-Version header failed validation: Notion-Version header should be `\"%s\"`, instead was `\"%s\"`."
              .formatted(VERSION, version));
    }
  }
}
