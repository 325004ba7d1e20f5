package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An error answer of the API. Thrown from deep inside a check, caught in one place; carries no
 * stack trace.
 */
public final class Refusal extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;
  private final transient @Nullable ObjectNode additional;
  private final @Nullable String retryAfter;

  private Refusal(
      int status,
      String code,
      String message,
      @Nullable ObjectNode additional,
      @Nullable String retryAfter) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
    this.additional = additional;
    this.retryAfter = retryAfter;
  }

  static Refusal of(int status, String code, String message) {
    return new Refusal(status, code, message, null, null);
  }

  static Refusal with(int status, String code, String message, ObjectNode additional) {
    return new Refusal(status, code, message, additional, null);
  }

  public static Refusal validation(String message) {
    return of(400, "validation_error", message);
  }

  /** {@code body failed validation: body.children should be defined, instead was `undefined`.} */
  public static Refusal shouldBe(String where, String path, String rule, String actual) {
    return validation(
        "%s failed validation: %s should be %s, instead was `%s`."
            .formatted(where, path, rule, actual));
  }

  static Refusal archived() {
    return validation(
        "Can't edit block that is archived. You must unarchive the block before editing.");
  }

  /** Missing and not shared are the same answer. */
  static Refusal notFound(String what, String id, String botId, String app) {
    return new Refusal(
        404,
        "object_not_found",
        ("Could not find %s with ID: %s. Make sure the relevant pages and databases are shared with"
                + " your integration \"%s\".")
            .formatted(what, id, app),
        Json.object().put("integration_id", botId),
        null);
  }

  static Refusal rateLimited(String reason, Duration wait) {
    String seconds = String.valueOf(Math.max(1, wait.plusMillis(999).toSeconds()));
    return new Refusal(
        429,
        "rate_limited",
        "You have been rate limited. Please try again in a few minutes.",
        Json.object().put("rate_limit_reason", reason).put("retry_after", seconds),
        seconds);
  }

  /** Notion does this, the sandbox does not. */
  public static Refusal notSimulated(String what) {
    return of(501, "sandbox_not_simulated", "The sandbox does not simulate " + what + ".");
  }

  Reply reply(String requestId) {
    ObjectNode body =
        Json.object()
            .put("object", "error")
            .put("status", status)
            .put("code", code)
            .put("message", String.valueOf(getMessage()));
    if (additional != null) {
      body.set("additional_data", additional);
    }
    Reply reply = Reply.json(status, body.put("request_id", requestId));
    return retryAfter == null ? reply : reply.withHeader("retry-after", retryAfter);
  }
}
