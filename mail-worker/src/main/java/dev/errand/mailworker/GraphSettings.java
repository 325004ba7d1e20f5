package dev.errand.mailworker;

import dev.errand.schemas.mail.MailDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where Graph is, and how long mails are looked after.
 *
 * @param submitsLate how long a mail whose sending is in doubt waits before its draft is sent again
 * @param looksForBounces how long after a sending it is looked whether the mail came back, up to
 *     {@link MailDelivery#MOST_LOOKS} times, each after the one before; none: never. Exchange tries
 *     for a day before it gives a mail up, so the last look is after that
 */
@ConfigurationProperties("errand.graph")
record GraphSettings(
    @DefaultValue("https://graph.microsoft.com/v1.0") URI baseUrl,
    @DefaultValue("5m") Duration submitsLate,
    @DefaultValue({"2m", "15m", "2h", "25h"}) List<Duration> looksForBounces) {

  GraphSettings {
    looksForBounces = List.copyOf(looksForBounces);
    require(
        looksForBounces.size() <= MailDelivery.MOST_LOOKS,
        "has at most " + MailDelivery.MOST_LOOKS + " times");
    require(
        looksForBounces.stream().allMatch(Duration::isPositive)
            && looksForBounces.equals(looksForBounces.stream().sorted().distinct().toList()),
        "has times after the sending, each later than the one before");
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException("errand.graph.looks-for-bounces " + otherwise);
    }
  }
}
