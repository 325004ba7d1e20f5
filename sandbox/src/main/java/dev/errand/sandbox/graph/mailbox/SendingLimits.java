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
  private final Map<String, Deque<Instant>> departures = new HashMap<>();

  /**
   * Declares {@code graph.messages} and {@code graph.recipients}.
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
  }

  /** When a message that is ready at a time departs. */
  Instant take(Owner sender, Instant ready, int recipientCount) {
    if (recipients.take(sender.id(), recipientCount).isPresent()) {
      throw MailErrors.dailyLimit();
    }
    Limit limit = messages.get();
    return limit.amount() == 0
        ? ready
        : depart(departures.computeIfAbsent(sender.id(), _ -> new ArrayDeque<>()), ready, limit);
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
