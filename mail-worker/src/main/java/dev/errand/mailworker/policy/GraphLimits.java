package dev.errand.mailworker.policy;

import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one mailbox takes from one app. A fifth of each is kept for commands that a person waits
 * for: of 30 messages a minute 6, so that somebody's bulk does not delay what they ask for by more
 * than the call that is under way, and never takes their last recipient of a day.
 *
 * <p>The amounts are settings, since they differ: administrators set other ones for recipients and
 * messages, and accounts at Outlook.com have lower ones. The windows are Microsoft's.
 *
 * <p>Graph also takes no more than 4 requests at a time for an app and mailbox. One user's commands
 * run one after the other, so there is never more than one HTTP request; what is in a batch Graph
 * itself makes four at a time.
 *
 * @param requests in any 10 minutes
 * @param uploadedBytes in any 5 minutes; 150 MB is documented, and of its two readings this is the
 *     smaller
 * @param messages in any minute
 * @param recipients in any 24 hours
 */
@ConfigurationProperties("errand.graph.limits")
public record GraphLimits(
    @DefaultValue("10000") long requests,
    @DefaultValue("150000000") long uploadedBytes,
    @DefaultValue("30") long messages,
    @DefaultValue("10000") long recipients) {

  private static final String OUTLOOK =
      "https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits, 2026-09";
  private static final String EXCHANGE =
      "https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits#sending-limits,"
          + " 2026-09";

  /** Those of Exchange Online, which are the defaults. */
  public static GraphLimits documented() {
    return new GraphLimits(10_000, 150_000_000, 30, 10_000);
  }

  List<Limit> perMailbox() {
    return List.of(
        limit(LimitUnit.REQUESTS, requests, Duration.ofMinutes(10), OUTLOOK),
        limit(LimitUnit.UPLOADED_BYTES, uploadedBytes, Duration.ofMinutes(5), OUTLOOK),
        limit(LimitUnit.MESSAGES, messages, Duration.ofMinutes(1), EXCHANGE),
        limit(LimitUnit.RECIPIENTS, recipients, Duration.ofDays(1), EXCHANGE));
  }

  private static Limit limit(LimitUnit unit, long amount, Duration window, String source) {
    return new Limit(unit, amount, window, amount / 5, source);
  }
}
