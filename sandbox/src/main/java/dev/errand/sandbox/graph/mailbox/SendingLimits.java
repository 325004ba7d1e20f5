package dev.errand.sandbox.graph.mailbox;

import dev.errand.sandbox.limit.Limit;
import dev.errand.sandbox.limit.Limits;
import dev.errand.sandbox.limit.Meter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Exchange's limits for each sender: messages a minute, above which sends are carried over, and
 * recipients a day, above which they are refused. From <a
 * href="https://learn.microsoft.com/office365/servicedescriptions/exchange-online-service-description/exchange-online-limits">Exchange
 * Online limits</a>.
 */
public final class SendingLimits {

  private final Supplier<Limit> messages;
  private final Meter recipients;
  private final Meter daily;
  private final Map<String, Deque<Instant>> departures = new HashMap<>();

  /**
   * Declares {@code graph.messages}, {@code graph.recipients} and {@code graph.messages_a_day},
   * which new and personal accounts have and which is off.
   *
   * @param nanos the monotonic time
   */
  public SendingLimits(Limits limits, LongSupplier nanos) {
    messages = limits.declare("graph.messages", new Limit(30, Duration.ofMinutes(1)));
    recipients =
        Meter.sliding(
            limits.declare("graph.recipients", new Limit(10_000, Duration.ofDays(1))),
            nanos,
            false);
    daily =
        Meter.sliding(
            limits.declare("graph.messages_a_day", new Limit(0, Duration.ofDays(1))), nanos, false);
  }

  /** When a message that is ready at a time departs. */
  Instant take(Owner sender, Instant ready, int recipientCount, SendSettings settings) {
    Limit limit = messages.get();
    Deque<Instant> before = departures.computeIfAbsent(sender.id(), _ -> new ArrayDeque<>());
    before.removeIf(departure -> !departure.plus(limit.window()).isAfter(ready));
    if (settings.excess() == SendSettings.Excess.REFUSED
        && limit.amount() > 0
        && before.size() >= limit.amount()) {
      throw MailErrors.minuteLimit();
    }
    if (daily.take(sender.id(), 1).isPresent()
        || recipients.take(sender.id(), recipientCount).isPresent()) {
      throw MailErrors.dailyLimit(settings.limitStatus());
    }
    return limit.amount() == 0 ? ready : depart(before, ready, limit);
  }

  private static Instant depart(Deque<Instant> before, Instant ready, Limit limit) {
    Instant departure = ready;
    while (before.size() >= limit.amount()) {
      Instant free = before.removeFirst().plus(limit.window());
      departure = free.isAfter(departure) ? free : departure;
    }
    before.addLast(departure);
    return departure;
  }
}
