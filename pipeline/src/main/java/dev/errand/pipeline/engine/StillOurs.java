package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether partitions are still ours, as the journal said less than a second ago: asked a few times
 * a second for all of them, and at once where the last answer is too old. A process that stood
 * still has only old answers when it wakes up, and so sends nothing in the place of another owner,
 * who counts what is sent for its users: not even a read. Thread-safe.
 */
final class StillOurs implements AutoCloseable {

  /** How long an answer is believed; until then another owner's predecessor may still send. */
  static final Duration BELIEVED = Duration.ofMillis(700);

  private static final Logger log = LoggerFactory.getLogger(StillOurs.class);

  private static final Duration EVERY = Duration.ofMillis(200);

  /** On a machine that is so busy that an answer is old when it arrives. */
  private static final int MOST_ASKED = 5;

  private final Journal journal;
  private final Supplier<? extends Collection<Ownership>> owned;
  private final LongSupplier nanos;
  private final ReentrantLock asking = new ReentrantLock();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Nothing is asked yet, but where it is needed.
   *
   * @param owned what is asked about
   * @param nanos as {@link System#nanoTime}
   */
  StillOurs(Journal journal, Supplier<? extends Collection<Ownership>> owned, LongSupplier nanos) {
    this.journal = journal;
    this.owned = owned;
    this.nanos = nanos;
  }

  /** From now on the journal is asked again and again. */
  void watch() {
    Thread.ofVirtual().name("errand-still-ours").start(this::run);
  }

  private void run() {
    try {
      while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        askForAll();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void askForAll() {
    try {
      ask(owned.get().stream().filter(ownership -> !ownership.lost()).toList());
    } catch (JournalUnavailable away) {
      log.debug("The journal does not say what is ours; nothing is sent without asking it");
    } catch (RuntimeException fault) {
      log.atError().setCause(fault).log("What is ours cannot be asked for; it is tried again");
    }
  }

  /** Whether it is; where that cannot be found out, nothing may be sent for it now. */
  boolean holds(Ownership ownership) {
    if (isConfirmed(ownership)) {
      return true;
    }
    try {
      asking.lockInterruptibly();
    } catch (InterruptedException tooLate) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      for (int asked = 0; asked < MOST_ASKED && mustAsk(ownership); asked++) {
        ask(List.of(ownership));
      }
      return isConfirmed(ownership);
    } catch (JournalUnavailable away) {
      return false;
    } finally {
      asking.unlock();
    }
  }

  private boolean mustAsk(Ownership ownership) {
    return !ownership.lost() && !isConfirmed(ownership);
  }

  private boolean isConfirmed(Ownership ownership) {
    return !ownership.lost() && ownership.isConfirmedSince(nanos.getAsLong() - BELIEVED.toNanos());
  }

  private void ask(Collection<Ownership> about) {
    if (!about.isEmpty()) {
      long asked = nanos.getAsLong();
      Set<Fence> lost = journal.lost(about.stream().map(Ownership::fence).toList());
      for (Ownership ownership : about) {
        if (lost.contains(ownership.fence())) {
          ownership.lose();
        } else {
          ownership.confirmed(asked);
        }
      }
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
