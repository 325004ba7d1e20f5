package dev.errand.mailworker.policy;

import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import java.time.Duration;
import java.util.List;

/**
 * What one mailbox takes from one app. A fifth of each is kept for commands that a person waits
 * for.
 *
 * <p>Graph also takes no more than 4 requests at a time for an app and mailbox. One user's commands
 * run one after the other, so there is never more than one HTTP request; what is in a batch Graph
 * itself makes four at a time.
 */
final class GraphLimits {

  private static final String OUTLOOK =
      "https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits, 2026-09";
  private static final String EXCHANGE =
      "https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#sending-limits,"
          + " 2026-09";

  private static final long MEGABYTE = 1_000_000; // the smaller of the two readings of "MB"

  static final List<Limit> PER_MAILBOX =
      List.of(
          limit(LimitUnit.REQUESTS, 10_000, Duration.ofMinutes(10), OUTLOOK),
          limit(LimitUnit.UPLOADED_BYTES, 150 * MEGABYTE, Duration.ofMinutes(5), OUTLOOK),
          limit(LimitUnit.MESSAGES, 30, Duration.ofMinutes(1), EXCHANGE),
          limit(LimitUnit.RECIPIENTS, 10_000, Duration.ofDays(1), EXCHANGE));

  private GraphLimits() {}

  private static Limit limit(LimitUnit unit, long amount, Duration window, String source) {
    return new Limit(unit, amount, window, amount / 5, source);
  }
}
