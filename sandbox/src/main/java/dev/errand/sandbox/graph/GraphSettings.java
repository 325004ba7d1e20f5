package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.mailbox.SendSettings;
import dev.errand.sandbox.graph.mailbox.StoreSettings;

/**
 * What can be set of this provider besides its limits.
 *
 * @param send how sent mail travels
 * @param retryAfter how a refusal says when to come back
 * @param store how mailboxes keep things
 */
public record GraphSettings(SendSettings send, RetryAfterShape retryAfter, StoreSettings store) {

  static GraphSettings defaults() {
    return new GraphSettings(
        SendSettings.defaults(), RetryAfterShape.SECONDS, StoreSettings.defaults());
  }
}
