package dev.errand.mailworker.policy;

import dev.errand.pipeline.Limit;
import dev.errand.pipeline.LimitUnit;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What one mailbox takes from one app. Some of each is kept for commands that a person waits for: a
 * fifth of requests and bytes; of a day's recipients those of the largest mail, but no more than a
 * fifth; and one in fifty of messages, which bulk sends in even steps: the first mail that a person
 * asks for goes at once, and the next ones each after a step, ahead of bulk.
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

  private static final long MOST_OF_A_MAIL = 500;

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
        new Limit(
            LimitUnit.REQUESTS, requests, Duration.ofMinutes(10), requests / 5, false, OUTLOOK),
        new Limit(
            LimitUnit.UPLOADED_BYTES,
            uploadedBytes,
            Duration.ofMinutes(5),
            uploadedBytes / 5,
            false,
            OUTLOOK),
        new Limit(
            LimitUnit.MESSAGES,
            messages,
            Duration.ofMinutes(1),
            Math.min(messages - 1, Math.ceilDiv(messages, 50)),
            true,
            EXCHANGE),
        new Limit(
            LimitUnit.RECIPIENTS,
            recipients,
            Duration.ofDays(1),
            Math.min(recipients / 5, MOST_OF_A_MAIL),
            false,
            EXCHANGE));
  }
}
