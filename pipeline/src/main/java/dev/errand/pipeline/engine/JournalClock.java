package dev.errand.pipeline.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The journal's time, as far as its last answers tell. Deadlines of attempts are the journal's, so
 * that owners on different machines agree on when an attempt is over. Thread-safe.
 */
final class JournalClock {

  private final Clock clock;
  private volatile Duration ahead = Duration.ZERO;

  JournalClock(Clock clock) {
    this.clock = clock;
  }

  void observed(Instant journalTime) {
    ahead = Duration.between(clock.instant(), journalTime);
  }

  Instant now() {
    return clock.instant().plus(ahead);
  }
}
