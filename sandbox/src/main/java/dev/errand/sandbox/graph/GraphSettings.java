package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.SendSettings;
import java.time.Duration;

/**
 * What can be set of this provider. The limits are per app and mailbox: <a
 * href="https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits">Outlook service
 * limits</a>.
 *
 * @param concurrentRequests requests in flight; one more is refused
 * @param requests in any {@link #REQUEST_WINDOW}
 * @param uploadBytes in any {@link #UPLOAD_WINDOW}
 * @param retryAfter how a refusal says when to come back
 */
public record GraphSettings(
    SendSettings send,
    int concurrentRequests,
    int requests,
    long uploadBytes,
    RetryAfterShape retryAfter) {

  static final Duration REQUEST_WINDOW = Duration.ofMinutes(10);
  static final Duration UPLOAD_WINDOW = Duration.ofMinutes(5);

  /** The documented limits. */
  public static GraphSettings defaults() {
    return new GraphSettings(
        SendSettings.defaults(), 4, 10_000, 150L * 1024 * 1024, RetryAfterShape.SECONDS);
  }

  /** With another transport. */
  public GraphSettings with(SendSettings other) {
    return new GraphSettings(other, concurrentRequests, requests, uploadBytes, retryAfter);
  }
}
