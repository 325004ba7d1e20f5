package dev.errand.pipeline.engine;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The journal's time: what its last answer told, and what has passed since by the monotonic clock.
 * Deadlines of attempts are the journal's, so that owners on different machines agree on when an
 * attempt is over; and a step of this machine's wall clock ends none of them early. Thread-safe.
 */
final class JournalClock {

  private final LongSupplier nanos;
  private volatile Seen seen;

  /** Before the journal has answered, the time of this machine has to do. */
  JournalClock(Time time) {
    nanos = time.nanos();
    seen = new Seen(time.clock().instant(), nanos.getAsLong());
  }

  void observed(Instant journalTime) {
    seen = new Seen(journalTime, nanos.getAsLong());
  }

  Instant now() {
    Seen last = seen;
    return last.at.plusNanos(nanos.getAsLong() - last.nanos);
  }

  private record Seen(Instant at, long nanos) {}
}
