package dev.errand.sandbox.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Counts units by key against a limit that may change at any time. Safe for all threads; one lock
 * for each key.
 */
public interface Meter {

  /**
   * Takes units if the window has room for all of them.
   *
   * @return empty if they were taken, else how long the caller is told to wait: until there is
   *     room, unless the limit says otherwise
   */
  Optional<Duration> take(String key, long units);

  /** Windows that begin with the first unit after the last one ended (Notion). */
  static Meter fixed(Supplier<Limit> limit, LongSupplier nanos) {
    return new FixedWindows(limit, nanos);
  }

  /**
   * The last so many seconds, at any time (Graph).
   *
   * @param chargeRefused whether refused calls count too
   */
  static Meter sliding(Supplier<Limit> limit, LongSupplier nanos, boolean chargeRefused) {
    return new SlidingWindows(limit, nanos, chargeRefused);
  }
}
