package dev.errand.connections;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Trying again until a bound: pauses that double from the first to the longest.
 *
 * @param nanos as {@link System#nanoTime}: what is done to the clock neither cuts it short nor
 *     prolongs it
 * @param most how long all of it may take
 */
record Waiting(
    LongSupplier nanos, Sleeper sleeper, Duration first, Duration longest, Duration most) {

  Turn begin() {
    return new Turn(nanos.getAsLong() + most.toNanos());
  }

  /** One try after the other. For one thread. */
  final class Turn {

    private final long end;
    private Duration pause = first;

    private Turn(long end) {
      this.end = end;
    }

    /** Waits, and tells whether there is time for another try. */
    boolean next() {
      if (nanos.getAsLong() + pause.toNanos() - end >= 0) {
        return false;
      }
      if (!sleep(pause)) {
        return false;
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(longest) > 0 ? longest : doubled;
      return true;
    }

    /** Waits for so long; no if it is interrupted. */
    boolean sleep(Duration length) {
      try {
        sleeper.sleep(length);
        return true;
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
  }
}
