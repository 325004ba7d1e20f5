package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.SendSettings;

/**
 * What can be set of this provider besides its limits.
 *
 * @param send how sent mail travels
 * @param retryAfter how a refusal says when to come back
 */
public record GraphSettings(SendSettings send, RetryAfterShape retryAfter) {

  static GraphSettings defaults() {
    return new GraphSettings(SendSettings.defaults(), RetryAfterShape.SECONDS);
  }
}
