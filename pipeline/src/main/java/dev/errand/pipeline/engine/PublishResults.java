package dev.errand.pipeline.engine;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.pipeline.journal.Weight;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes one partition's results in their sequence, on one virtual thread.
 *
 * <p>What is stored is known here at once, as far as it fits; the rest, and what an owner before
 * left behind, is read from the journal. When a send fails, all from that result on is sent again:
 * a consumer may see a result twice, never two different ones.
 */
final class PublishResults implements Runnable {

  private static final Logger log = LoggerFactory.getLogger(PublishResults.class);
  private static final int NEAR = 500;
  private static final int PAGE = 500;
  private static final int IN_FLIGHT = 1_000;
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  /** Longer than the producer's own delivery timeout of 2 min: it decides. */
  private static final Duration LONGEST_SEND = Duration.ofMinutes(3);

  private final Ownership ownership;
  private final Journal journal;
  private final ResultSink sink;
  private final GroupCommit commit;
  private final EngineObserver observer;

  private final TreeMap<Long, StoredResult> near = new TreeMap<>();
  private final Semaphore news = new Semaphore(0);
  private final Deque<Sent> inFlight = new ArrayDeque<>();
  private long latest;
  private long next;
  private volatile long published;
  private long told;
  private boolean finishing;

  PublishResults(
      Ownership ownership,
      Journal journal,
      ResultSink sink,
      GroupCommit commit,
      EngineObserver observer,
      long published,
      long latest) {
    this.ownership = ownership;
    this.journal = journal;
    this.sink = sink;
    this.commit = commit;
    this.observer = observer;
    this.published = published;
    this.told = published;
    this.next = published + 1;
    this.latest = latest;
  }

  /** A result was stored. */
  synchronized void stored(StoredResult result) {
    latest = Math.max(latest, result.sequence());
    if (near.size() < NEAR
        && result.sequence() >= next
        && !Weight.isLarge(result.result().output())) {
      near.put(result.sequence(), result);
    }
    news.release();
  }

  /** Results up to this place are stored; those that were not told are in the journal. */
  synchronized void storedUpTo(long sequence) {
    if (sequence > latest) {
      latest = sequence;
      news.release();
    }
  }

  /** Publishes what is stored by now, then ends. */
  synchronized void finish() {
    finishing = true;
    news.release();
  }

  /** Results that are stored and not known to be on the results topic. */
  synchronized long unpublished() {
    return Math.max(0, latest - published);
  }

  @Override
  public void run() {
    boolean goOn = true;
    while (goOn && !ownership.lost()) {
      try {
        goOn = step();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException | Error fault) {
        log.atError()
            .addKeyValue("partition", ownership.fence().partition())
            .setCause(fault)
            .log("Results cannot be published by a fault of ours; tried again");
        pause();
      }
    }
  }

  /** Whether there will be more to do. */
  private boolean step() throws InterruptedException {
    StoredResult result = take();
    if (result != null) {
      inFlight.add(new Sent(result.sequence(), send(result)));
    }
    settle(result == null || inFlight.size() >= IN_FLIGHT);
    if (result == null && inFlight.isEmpty()) {
      tell();
      return !over();
    }
    return true;
  }

  private CompletableFuture<Void> send(StoredResult result) {
    try {
      return sink.send(result);
    } catch (RuntimeException failed) {
      return CompletableFuture.failedFuture(failed);
    }
  }

  /** The next result to send, waiting a moment for one if nothing is in flight. */
  private @Nullable StoredResult take() throws InterruptedException {
    if (nothingToDo() && news.tryAcquire(1, TimeUnit.SECONDS)) {
      news.drainPermits();
    }
    synchronized (this) {
      if (next > latest) {
        return null;
      }
      StoredResult known = near.remove(next);
      if (known != null) {
        next++;
        return known;
      }
    }
    return readNear();
  }

  private synchronized boolean nothingToDo() {
    return next > latest && inFlight.isEmpty() && !finishing;
  }

  private @Nullable StoredResult readNear() {
    try {
      List<StoredResult> page = journal.results(ownership.fence(), next, PAGE);
      if (page.isEmpty()) {
        pause();
        return null;
      }
      synchronized (this) {
        page.forEach(result -> near.put(result.sequence(), result));
        StoredResult first = page.getFirst();
        if (first.sequence() > next) {
          log.atError()
              .addKeyValue("partition", ownership.fence().partition())
              .addKeyValue("from", next)
              .addKeyValue("to", first.sequence() - 1)
              .log("Results are gone from the journal before they were published; going on behind");
        }
        next = first.sequence() + 1;
        return near.remove(first.sequence());
      }
    } catch (JournalUnavailable unavailable) {
      pause();
      return null;
    }
  }

  private void settle(boolean waitForOne) throws InterruptedException {
    boolean waiting = waitForOne;
    while (!inFlight.isEmpty() && (waiting || inFlight.peekFirst().sending.isDone())) {
      Sent oldest = inFlight.removeFirst();
      if (!arrived(oldest)) {
        return;
      }
      published = oldest.sequence;
      waiting = false;
    }
    if (published - told >= PAGE) {
      tell();
    }
  }

  private boolean arrived(Sent sent) throws InterruptedException {
    try {
      sent.sending.get(LONGEST_SEND.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException failed) {
      log.atWarn()
          .addKeyValue("partition", ownership.fence().partition())
          .addKeyValue("sequence", sent.sequence)
          .log("A result did not reach the results topic; from it on all are sent again");
      startOver(sent.sequence);
      return false;
    }
  }

  private void startOver(long from) {
    inFlight.clear();
    synchronized (this) {
      near.clear();
      next = from;
    }
    pause();
  }

  private void pause() {
    ownership.sleepOrStop(AFTER_FAILURE);
  }

  private void tell() {
    if (published > told) {
      CrashPoint.hit(CrashPoint.TELLING);
      observer.published((int) (published - told));
      told = published;
      Fence fence = ownership.fence();
      var _ = commit.write(new Entry.Published(fence, published));
    }
  }

  private synchronized boolean over() {
    return finishing;
  }

  private record Sent(long sequence, CompletableFuture<Void> sending) {}
}
