package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.schemas.Command;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Brings in the data of commands that wait without it. Large ones have theirs only while they run,
 * few at a time, so that mails with attachments do not fill the memory. Thread-safe.
 */
final class CommandData {

  /** A megabyte each at the most, and several times as much while it is sent. */
  private static final int LARGE_AT_ONCE = 16;

  private static final Duration UNTIL_IT_IS_BACK = Duration.ofSeconds(1);

  private final Journal journal;
  private final Semaphore room = new Semaphore(LARGE_AT_ONCE);

  CommandData(Journal journal) {
    this.journal = journal;
  }

  /** Whether the head's data is there. */
  enum Brought {
    HERE,
    /** There is no room for it now, or the journal is away. */
    LATER,
    /** The command is queued no longer: somebody else has ended it. */
    GONE
  }

  /** To be followed by {@link #putDown}, if it is here. */
  Brought bring(Head head) {
    if (head.queued.isWhole()) {
      return Brought.HERE;
    }
    if (head.isSmall()) {
      return read(head);
    }
    if (!room.tryAcquire()) {
      return Brought.LATER;
    }
    Brought brought = read(head);
    if (brought != Brought.HERE) {
      room.release();
    }
    return brought;
  }

  private Brought read(Head head) {
    try {
      Optional<Command> whole = journal.whole(head.fence, head.offset());
      whole.ifPresent(head::pickUp);
      return whole.isPresent() ? Brought.HERE : Brought.GONE;
    } catch (JournalUnavailable unavailable) {
      return Brought.LATER;
    }
  }

  /**
   * Reads what is durable.
   *
   * @throws RunStopped if the command is queued no longer, or nobody can tell now
   */
  void requireQueued(Head head) {
    try {
      if (journal.whole(head.fence, head.offset()).isEmpty()) {
        throw new RunStopped(new RunStopped.Why.Gone());
      }
    } catch (JournalUnavailable unavailable) {
      throw new RunStopped(new RunStopped.Why.Wait(WaitCause.RETRY, UNTIL_IT_IS_BACK));
    }
  }

  void putDown(Head head) {
    if (!head.queued.isWhole()) {
      head.putDown();
      room.release();
    }
  }
}
