package dev.errand.pipeline.engine;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.engine.EngineSettings.Flush;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.pipeline.journal.Written;
import dev.errand.schemas.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes entries durable, many in one transaction: the commit is what costs, and it costs the same
 * for one entry as for hundreds.
 *
 * <ol>
 *   <li>Entries are written in the order they were given.
 *   <li>While the journal does not answer, the same group is tried again, without end: what waits
 *       for it waits, and nothing is lost.
 *   <li>A group that cannot be written for another reason is taken apart, so that only the entry at
 *       fault fails.
 *   <li>Stored results are told in their sequence before anyone who waits for them goes on.
 * </ol>
 */
final class GroupCommit implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(GroupCommit.class);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Journal journal;
  private final Flush flush;
  private final JournalClock clock;
  private final BiConsumer<Entry, StoredResult> stored;
  private final EngineObserver observer;
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread thread;
  private final CountDownLatch closing = new CountDownLatch(1);

  GroupCommit(
      Journal journal,
      Flush flush,
      JournalClock clock,
      BiConsumer<Entry, StoredResult> stored,
      EngineObserver observer) {
    this.journal = journal;
    this.flush = flush;
    this.clock = clock;
    this.stored = stored;
    this.observer = observer;
    this.thread = Thread.ofPlatform().daemon().name("errand-group-commit").start(this::run);
  }

  /**
   * What became of an entry: written at that time, or not.
   *
   * @param fenced because the partition has a new owner or the engine is closed
   * @param gone because it is a marker of a command that has ended already
   */
  record Receipt(Instant at, boolean fenced, boolean gone) {}

  /** The receipt comes when the entry is durable. */
  CompletableFuture<Receipt> write(Entry entry) {
    return add(entry);
  }

  /** Waits, bounded, until all that was given so far is written. Whether it is. */
  boolean flushed(Duration time) {
    CompletableFuture<Receipt> here = add(null);
    try {
      return !here.get(time.toNanos(), TimeUnit.NANOSECONDS).fenced;
    } catch (ExecutionException | TimeoutException notYet) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Entries that nobody has begun to write. */
  int waiting() {
    return queue.size();
  }

  boolean alive() {
    return thread.isAlive();
  }

  private CompletableFuture<Receipt> add(@Nullable Entry entry) {
    Waiting waiting = new Waiting(entry, new CompletableFuture<>());
    queue.add(waiting);
    if (!thread.isAlive()) {
      turnAwayWhatIsLeft();
    }
    return waiting.receipt;
  }

  private void run() {
    List<Waiting> group = new ArrayList<>(flush.most());
    try {
      while (!closed() || !queue.isEmpty()) {
        gather(group);
        if (!group.isEmpty()) {
          write(group);
          group.clear();
        }
      }
    } catch (InterruptedException stop) {
      queue.addAll(group);
    }
    turnAwayWhatIsLeft();
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  private void turnAwayWhatIsLeft() {
    for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
      turnAway(left);
    }
  }

  private void turnAway(Waiting waiting) {
    waiting.receipt.complete(new Receipt(clock.now(), true, false));
  }

  private void gather(List<Waiting> group) throws InterruptedException {
    Waiting first = queue.poll(100, TimeUnit.MILLISECONDS);
    if (first == null) {
      return;
    }
    group.add(first);
    long until = System.nanoTime() + flush.linger().toNanos();
    while (group.size() < flush.most()) {
      Waiting next = queue.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
      if (next == null) {
        return;
      }
      group.add(next);
    }
  }

  private void write(List<Waiting> group) throws InterruptedException {
    try {
      long began = System.nanoTime();
      List<Entry> entries =
          group.stream().flatMap(waiting -> Stream.ofNullable(waiting.entry)).toList();
      Written written = writeWhateverItTakes(entries);
      observer.flushed(entries.size(), Duration.ofNanos(System.nanoTime() - began));
      tell(group, written);
    } catch (JournalUnavailable closed) {
      group.forEach(this::turnAway);
    } catch (RuntimeException | Error fault) {
      if (group.size() == 1) {
        log.atError()
            .addKeyValue("entry", kind(group.getFirst()))
            .setCause(fault)
            .log("An entry cannot be written; its command waits and is tried again");
        group.getFirst().receipt.completeExceptionally(fault);
      } else {
        for (Waiting single : group) {
          write(List.of(single));
        }
      }
    }
  }

  private static String kind(Waiting waiting) {
    return waiting.entry == null ? "" : waiting.entry.getClass().getSimpleName();
  }

  private Written writeWhateverItTakes(List<Entry> entries) throws InterruptedException {
    Duration pause = Duration.ofMillis(50);
    while (true) {
      try {
        CrashPoint.hit(CrashPoint.FLUSHING);
        long asked = clock.asking();
        Written written = journal.write(entries);
        clock.observed(written.at(), asked);
        return written;
      } catch (JournalUnavailable unavailable) {
        if (closed()) {
          throw unavailable;
        }
        observer.journalUnavailable();
        log.atWarn()
            .addKeyValue("entries", entries.size())
            .addKeyValue("reason", unavailable.getMessage())
            .log("The journal does not answer; the same entries are tried again");
        var _ = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
        pause =
            pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                ? pause.multipliedBy(2)
                : LONGEST_PAUSE;
      }
    }
  }

  private void tell(List<Waiting> group, Written written) {
    written.fenced().forEach(fence -> observer.fenced());
    for (Waiting waiting : group) {
      switch (waiting.entry) {
        case Entry.Ended ended -> tell(ended, ended.result(), written);
        case Entry.TakenBack taken -> tell(taken, taken.result(), written);
        case null, default -> {}
      }
    }
    for (Waiting waiting : group) {
      boolean fenced = waiting.entry != null && written.fenced().contains(waiting.entry.fence());
      boolean gone =
          waiting.entry instanceof Entry.Started started && written.gone().contains(started);
      waiting.receipt.complete(new Receipt(written.at(), fenced, gone));
    }
  }

  private void tell(Entry entry, Result result, Written written) {
    Long sequence = written.sequences().get(entry);
    if (sequence != null) {
      CrashPoint.hit(CrashPoint.RESULT_STORED);
      stored.accept(entry, new StoredResult(entry.fence().partition(), sequence, result));
    }
  }

  /** Writes what was given so far, if the journal answers; the rest fails. */
  @Override
  public void close() {
    closing.countDown();
    var _ = flushed(LONGEST_PAUSE);
    thread.interrupt();
  }

  /** Without an entry it only tells that all before it are written. */
  private record Waiting(@Nullable Entry entry, CompletableFuture<Receipt> receipt) {}
}
