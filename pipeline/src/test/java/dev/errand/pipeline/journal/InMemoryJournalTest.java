package dev.errand.pipeline.journal;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The fake keeps the same promises as the real one. */
class InMemoryJournalTest extends JournalContract {

  private final LaterClock clock = new LaterClock();
  private final Journal journal = new InMemoryJournal(clock);

  @Override
  protected Journal journal() {
    return journal;
  }

  @Override
  protected void passes(Duration time) {
    clock.ahead = clock.ahead.plus(time);
  }

  /** The time of day, and so much more. */
  private static final class LaterClock extends Clock {

    private Duration ahead = Duration.ZERO;

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return Clock.offset(Clock.system(zone), ahead);
    }
  }
}
