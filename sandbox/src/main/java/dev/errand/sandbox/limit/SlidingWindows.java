package dev.errand.sandbox.limit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

final class SlidingWindows implements Meter {

  private final Supplier<Limit> limit;
  private final LongSupplier nanos;
  private final boolean chargeRefused;
  private final Map<String, Window> windows = new ConcurrentHashMap<>();

  SlidingWindows(Supplier<Limit> limit, LongSupplier nanos, boolean chargeRefused) {
    this.limit = limit;
    this.nanos = nanos;
    this.chargeRefused = chargeRefused;
  }

  @Override
  public Optional<Duration> take(String key, long units) {
    Limit now = limit.get();
    if (now.amount() == 0) {
      return Optional.empty();
    }
    return windows
        .computeIfAbsent(key, any -> new Window())
        .take(units, now, nanos.getAsLong(), chargeRefused);
  }

  private record Taken(long at, long units) {}

  private static final class Window {
    private final Deque<Taken> taken = new ArrayDeque<>();
    private long sum;

    synchronized Optional<Duration> take(long units, Limit limit, long now, boolean chargeRefused) {
      forget(now - limit.window().toNanos());
      boolean room = sum + units <= limit.amount();
      Optional<Duration> wait =
          room ? Optional.empty() : Optional.of(limit.told(until(units, limit, now)));
      if (room || chargeRefused) {
        taken.addLast(new Taken(now, units));
        sum += units;
      }
      return wait;
    }

    private void forget(long before) {
      while (!taken.isEmpty() && taken.getFirst().at() - before <= 0) {
        sum -= taken.removeFirst().units();
      }
    }

    /** How long until enough of the oldest units have left. */
    private Duration until(long units, Limit limit, long now) {
      long excess = sum + units - limit.amount();
      for (Taken one : taken) {
        excess -= one.units();
        if (excess <= 0) {
          return Duration.ofNanos(one.at() + limit.window().toNanos() - now);
        }
      }
      return limit.window();
    }
  }
}
