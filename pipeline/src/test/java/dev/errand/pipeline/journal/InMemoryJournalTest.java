package dev.errand.pipeline.journal;

import java.time.Clock;

/** The fake keeps the same promises as the real one. */
class InMemoryJournalTest extends JournalContract {

  private final Journal journal = new InMemoryJournal(Clock.systemUTC());

  @Override
  protected Journal journal() {
    return journal;
  }
}
