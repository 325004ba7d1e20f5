package dev.errand.runtime.http;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/**
 * The provider answered, and not with success.
 *
 * <p>The message is the status and nothing else: a body or a header may hold somebody's data.
 */
public final class HttpFailure extends RuntimeException {

  private final int status;
  private final transient HttpHeaders headers;
  private final transient JsonNode body;
  private final transient Optional<Duration> retryAfter;

  HttpFailure(int status, HttpHeaders headers, JsonNode body, Optional<Duration> retryAfter) {
    super("HTTP " + status, null, false, false);
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  public int status() {
    return status;
  }

  /** The first value of a header, by any case of its name. */
  public @Nullable String header(String name) {
    return headers.getFirst(name);
  }

  /** The body, or a missing node where it is not JSON. */
  public JsonNode body() {
    return body;
  }

  /** How long the provider wants us to stay away, from 0 to 1 h; empty if it does not say. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
