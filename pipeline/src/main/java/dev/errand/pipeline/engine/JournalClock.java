package dev.errand.pipeline.engine;

import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The journal's time: what its answers told, and what has passed since by the monotonic clock.
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

  /** Now, for {@link #observed} with the answer to what is asked now. */
  long asking() {
    return nanos.getAsLong();
  }

  /**
   * The journal told its time, at some moment between the question and the answer. What is known
   * stays as far as it agrees with that: an answer that was long under way tells little.
   */
  synchronized void observed(Instant journalTime, long asked) {
    long answered = nanos.getAsLong();
    Instant known = at(answered);
    Instant latest = journalTime.plusNanos(answered - asked);
    if (known.isBefore(journalTime)) {
      seen = new Seen(journalTime, answered);
    } else if (known.isAfter(latest)) {
      seen = new Seen(latest, answered);
    }
  }

  Instant now() {
    return at(nanos.getAsLong());
  }

  private Instant at(long moment) {
    Seen last = seen;
    return last.at.plusNanos(moment - last.nanos);
  }

  private record Seen(Instant at, long nanos) {}
}
