package dev.errand.connections;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Lets at most so many calls a second through, evenly; the others wait for their turn. A token
 * endpoint that is asked by everybody at once answers nobody. Safe for use by many threads.
 */
final class Pace {

  /** Shorter than a lease lasts, with the call that follows. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(8);

  private final long interval;
  private final LongSupplier nanos;
  private final Sleeper sleeper;
  private long next;

  Pace(int perSecond, LongSupplier nanos, Sleeper sleeper) {
    this.interval = Duration.ofSeconds(1).dividedBy(perSecond).toNanos();
    this.nanos = nanos;
    this.sleeper = sleeper;
    this.next = nanos.getAsLong();
  }

  /**
   * Waits for its turn.
   *
   * @return empty if it has come; else after how long there is one, and none was taken
   */
  Optional<Duration> turn() {
    Duration wait = take();
    if (wait.compareTo(LONGEST_WAIT) > 0) {
      return Optional.of(wait);
    }
    try {
      if (wait.isPositive()) {
        sleeper.sleep(wait);
      }
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.of(LONGEST_WAIT);
    }
  }

  private synchronized Duration take() {
    long now = nanos.getAsLong();
    if (next - now < 0) {
      next = now;
    }
    Duration wait = Duration.ofNanos(next - now);
    if (wait.compareTo(LONGEST_WAIT) <= 0) {
      next += interval;
    }
    return wait;
  }
}
