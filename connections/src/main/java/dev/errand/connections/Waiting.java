package dev.errand.connections;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Trying again until a bound: pauses that double from the first to the longest.
 *
 * @param most how long all of it may take
 */
record Waiting(Clock clock, Sleeper sleeper, Duration first, Duration longest, Duration most) {

  Turn begin() {
    return new Turn(clock.instant().plus(most));
  }

  /** One try after the other. For one thread. */
  final class Turn {

    private final Instant end;
    private Duration pause = first;

    private Turn(Instant end) {
      this.end = end;
    }

    /** Waits, and tells whether there is time for another try. */
    boolean next() {
      if (!clock.instant().plus(pause).isBefore(end)) {
        return false;
      }
      try {
        sleeper.sleep(pause);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return false;
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(longest) > 0 ? longest : doubled;
      return true;
    }
  }
}
