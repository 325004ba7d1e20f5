package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.GatePause;
import dev.errand.pipeline.journal.Ingested;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.pipeline.journal.Whereabouts;
import dev.errand.pipeline.journal.Written;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One engine's way to a journal, with what can go wrong on it: the journal is away, an answer is
 * lost after the commit, a call takes as long as a test wants, the machine dies. Thread-safe.
 */
final class TroubledJournal implements Journal {

  private final Journal journal;
  private volatile boolean dead;
  private volatile @Nullable Fence lastClaimed;
  private volatile Predicate<Entry> refused = entry -> false;
  private volatile Predicate<Made> unanswered = call -> false;
  private volatile Trouble trouble = Trouble.NONE;
  private volatile Hold hold = new Hold(call -> false, false);

  TroubledJournal(Journal journal) {
    this.journal = journal;
  }

  /** What becomes of a call. */
  enum Trouble {
    NONE,
    AWAY,
    ANSWER_LOST
  }

  /** A call, as far as tests tell calls apart. */
  record Made(String name, List<Entry> entries) {

    boolean has(Class<? extends Entry> kind) {
      return entries.stream().anyMatch(kind::isInstance);
    }
  }

  /** Calls that stop in the middle, until let go. */
  static final class Hold {

    private final Predicate<Made> which;
    private final boolean afterCommit;
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private Hold(Predicate<Made> which, boolean afterCommit) {
      this.which = which;
      this.afterCommit = afterCommit;
    }

    void awaitReached() throws InterruptedException {
      if (!reached.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("No such call of the journal was made");
      }
    }

    void letGo() {
      go.countDown();
    }

    private void stop(Made call, boolean after) {
      if (afterCommit == after && go.getCount() > 0 && which.test(call)) {
        reached.countDown();
        try {
          if (!go.await(20, TimeUnit.SECONDS)) {
            throw new AssertionError("A held call was never let go");
          }
        } catch (InterruptedException interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  Hold holdBefore(Predicate<Made> which) {
    hold = new Hold(which, false);
    return hold;
  }

  Hold holdAfterCommit(Predicate<Made> which) {
    hold = new Hold(which, true);
    return hold;
  }

  /** For each call from now on. */
  void trouble(Trouble next) {
    trouble = next;
  }

  /** These entries cannot be written, whatever the reason. */
  void refuse(Predicate<Entry> which) {
    refused = which;
  }

  /** Calls during which the journal is away. */
  void away(Predicate<Made> which) {
    unanswered = which;
  }

  /** The machine is gone: nothing reaches the journal any more. */
  void die() {
    dead = true;
  }

  private <T> T call(String name, Supplier<T> work) {
    return call(new Made(name, List.of()), work);
  }

  private <T> T call(Made call, Supplier<T> work) {
    hold.stop(call, false);
    Trouble now = trouble;
    if (dead || now == Trouble.AWAY || unanswered.test(call)) {
      throw new JournalUnavailable("away", new IllegalStateException());
    }
    T answer = work.get();
    hold.stop(call, true);
    if (dead || now == Trouble.ANSWER_LOST) {
      throw new JournalUnavailable("answer lost", new IllegalStateException());
    }
    return answer;
  }

  @Override
  public Claim claim(Partition partition, UUID owner) {
    Claim claim = call("claim", () -> journal.claim(partition, owner));
    lastClaimed = claim.fence();
    return claim;
  }

  @Nullable Fence lastClaimed() {
    return lastClaimed;
  }

  @Override
  public Set<Fence> lost(Collection<Fence> fences) {
    return call("lost", () -> journal.lost(fences));
  }

  @Override
  public void release(Fence fence) {
    call(
        "release",
        () -> {
          journal.release(fence);
          return fence;
        });
  }

  @Override
  public List<Ingested> ingest(List<Arrivals> arrivals) {
    return call("ingest", () -> journal.ingest(arrivals));
  }

  @Override
  public Loaded load(Fence fence, Duration window) {
    return call("load", () -> journal.load(fence, window));
  }

  @Override
  public List<Queued> next(Fence fence, UserId user, Priority priority, long behind, int most) {
    return call("next", () -> journal.next(fence, user, priority, behind, most));
  }

  @Override
  public List<GatePause> pauses(String topic) {
    return call("pauses", () -> journal.pauses(topic));
  }

  @Override
  public Optional<Command> whole(Fence fence, long offset) {
    return call("whole", () -> journal.whole(fence, offset));
  }

  @Override
  public List<Command> due(String topic, Duration again, int most) {
    return call("due", () -> journal.due(topic, again, most));
  }

  @Override
  public void notSent(String topic, Collection<Command> commands) {
    call(
        "notSent",
        () -> {
          journal.notSent(topic, commands);
          return commands;
        });
  }

  @Override
  public Whereabouts whereabouts(String topic, UserId user, CommandId command) {
    return call("whereabouts", () -> journal.whereabouts(topic, user, command));
  }

  @Override
  public Written write(List<Entry> entries) {
    return call(
        new Made("write", entries),
        () -> {
          if (entries.stream().anyMatch(refused)) {
            throw new IllegalStateException("refused");
          }
          return journal.write(entries);
        });
  }

  @Override
  public List<StoredResult> results(Fence fence, long from, int most) {
    return call("results", () -> journal.results(fence, from, most));
  }
}
