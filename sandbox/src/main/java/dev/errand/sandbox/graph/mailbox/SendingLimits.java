package dev.errand.sandbox.graph.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * Exchange's limits for one sender: messages a minute, which delay, and recipients a day, which
 * refuse. Both windows slide.
 */
final class SendingLimits {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration DAY = Duration.ofDays(1);

  private record Sent(Instant at, int recipients) {}

  private final ArrayDeque<Instant> departures = new ArrayDeque<>();
  private final ArrayDeque<Sent> day = new ArrayDeque<>();
  private int recipientsToday;

  /** When a message that is accepted now departs. */
  Instant take(Instant now, int recipients, SendSettings settings) {
    while (!day.isEmpty() && !day.getFirst().at().isAfter(now.minus(DAY))) {
      recipientsToday -= day.removeFirst().recipients();
    }
    if (recipientsToday + recipients > settings.recipientsPerDay()) {
      throw MailErrors.dailyLimit();
    }
    day.addLast(new Sent(now, recipients));
    recipientsToday += recipients;
    return depart(now.plus(settings.delay()), settings.messagesPerMinute());
  }

  private Instant depart(Instant earliest, int messagesPerMinute) {
    Instant departure = earliest;
    while (departures.size() >= messagesPerMinute) {
      Instant free = departures.removeFirst().plus(MINUTE);
      departure = free.isAfter(departure) ? free : departure;
    }
    departures.addLast(departure);
    return departure;
  }
}
