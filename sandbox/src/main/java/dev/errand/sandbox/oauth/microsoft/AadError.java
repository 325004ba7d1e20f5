package dev.errand.sandbox.oauth.microsoft;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A refusal of the token endpoint.
 *
 * @param error what clients should branch on
 * @param number the AADSTS code, which they should not
 * @param suberror such as {@code bad_token}
 */
record AadError(int status, String error, int number, String message, @Nullable String suberror) {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

  static AadError of(String error, int number, String message) {
    return new AadError(400, error, number, message, null);
  }

  static AadError invalidGrant(int number, String message) {
    return of("invalid_grant", number, message);
  }

  static AadError badToken(int number, String message) {
    return new AadError(400, "invalid_grant", number, message, "bad_token");
  }

  static AadError consentRequired(String scope) {
    return new AadError(
        400,
        "invalid_grant",
        65001,
        "The user or administrator has not consented to use the application with the permission '"
            + scope
            + "'. Send an interactive authorization request for this user and resource.",
        "consent_required");
  }

  static AadError invalidClient(int number, String message) {
    return new AadError(401, "invalid_client", number, message, null);
  }

  static AadError missing(String parameter) {
    return of(
        "invalid_request",
        900144,
        "The request body must contain the following parameter: '" + parameter + "'.");
  }

  String description(String trace, String correlation, Instant now) {
    return "AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s"
        .formatted(number, message, trace, correlation, TIMESTAMP.format(now));
  }

  Reply reply(Instant now) {
    String trace = UUID.randomUUID().toString();
    String correlation = UUID.randomUUID().toString();
    ObjectNode body =
        Json.object()
            .put("error", error)
            .put("error_description", description(trace, correlation, now));
    body.putArray("error_codes").add(number);
    body.put("timestamp", TIMESTAMP.format(now))
        .put("trace_id", trace)
        .put("correlation_id", correlation)
        .put("error_uri", "https://login.microsoftonline.com/error?code=" + number);
    if (suberror != null) {
      body.put("suberror", suberror);
    }
    return Reply.json(status, body).withHeader("x-ms-request-id", trace);
  }
}
