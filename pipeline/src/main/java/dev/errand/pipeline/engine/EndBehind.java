package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Queued;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends commands behind a head that waits, although their turn has not come: those that want to wait
 * less long than it does, each when its own time is over, and those that go ahead, as to take
 * another one back, at once. None of the others has begun, so nothing is overtaken. Thread-safe:
 * one for all lanes of an engine, called by their runners.
 */
final class EndBehind {

  private static final Logger log = LoggerFactory.getLogger(EndBehind.class);

  private static final int PAGE = 200;
  private static final int AT_ONCE = 100;
  private static final int LOOKS_AT_A_TIME = 2;
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  /** So soon whoever waits for a look sees that its partition is given up: a part of the drain. */
  private static final Duration STOP_IS_SEEN = Duration.ofMillis(500);

  /** Longer than any deadline is away. */
  private static final Duration NO_END = Duration.ofDays(365);

  private final Semaphore looks = new Semaphore(LOOKS_AT_A_TIME);
  private final Journal journal;
  private final GroupCommit commit;
  private final Pipeline pipeline;
  private final Patience patience;
  private final JournalClock clock;
  private final LongSupplier nanos;
  private final EngineObserver observer;

  EndBehind(
      Journal journal,
      GroupCommit commit,
      Pipeline pipeline,
      Patience patience,
      JournalClock clock,
      LongSupplier nanos,
      EngineObserver observer) {
    this.journal = journal;
    this.commit = commit;
    this.pipeline = pipeline;
    this.patience = patience;
    this.clock = clock;
    this.nanos = nanos;
    this.observer = observer;
  }

  /** Those behind a head that waits for its person since then. */
  Behind behindHeld(Head head, Instant needed) {
    boolean mayOutliveItsTime = head.inDoubt() || head.begun();
    return new Behind(
        needed,
        head.queued,
        end(head.queued, mayOutliveItsTime ? null : patience.ends(head.queued, needed)),
        queued -> end(queued, patience.ends(queued, needed)),
        queued -> pipeline.goesAhead(queued.command()));
  }

  /** Those behind a head that waits for something else: they wait up to their deadlines. */
  Behind behindWaiting(Head head) {
    return new Behind(
        null,
        head.queued,
        end(head.queued, null),
        queued -> end(queued, queued.command().deadline()),
        queued -> pipeline.goesAhead(queued.command()));
  }

  private long end(Queued queued, @Nullable Instant end) {
    if (pipeline.goesAhead(queued.command())) {
      return nanos.getAsLong();
    }
    Duration left = end == null ? NO_END : Duration.between(clock.now(), end);
    return nanos.getAsLong() + (left.isNegative() ? 0 : left.toNanos());
  }

  /**
   * One step of it: looks at some, or ends some.
   *
   * @param run runs one that goes ahead, as if its turn had come
   */
  void step(Lane lane, Priority priority, Behind behind, Function<Head, RunEnd> run) {
    try {
      if (!look(lane, priority, behind)) {
        end(lane, priority, behind, run);
      }
    } catch (JournalUnavailable unavailable) {
      lane.ownership().sleepOrStop(AFTER_FAULT);
    }
  }

  /** Whether there were some to look at. */
  private boolean look(Lane lane, Priority priority, Behind behind) {
    Lane.Unknown unknown = lane.unknown(behind);
    if (unknown.from() >= unknown.to()) {
      return false;
    }
    if (mayLook(lane.ownership())) {
      try {
        look(lane, priority, behind, unknown);
      } finally {
        looks.release();
      }
    }
    return true;
  }

  /**
   * After a takeover all lanes that wait may want to look at once: the others of a journal go on.
   * Whose partition is given up meanwhile need not look any more. An interrupt alone stops nobody:
   * who is to stop knows it by then.
   */
  private boolean mayLook(Ownership ownership) {
    while (!ownership.stopped()) {
      try {
        if (looks.tryAcquire(STOP_IS_SEEN.toMillis(), TimeUnit.MILLISECONDS)) {
          return true;
        }
      } catch (InterruptedException interrupted) {
        if (ownership.stopped()) {
          Thread.currentThread().interrupt();
        }
      }
    }
    return false;
  }

  private void look(Lane lane, Priority priority, Behind behind, Lane.Unknown unknown) {
    List<Queued> rows = rows(lane, priority, unknown.from(), PAGE);
    long known =
        rows.size() < PAGE ? unknown.to() : Math.min(unknown.to(), rows.getLast().offset() + 1);
    lane.known(behind, rows.stream().filter(row -> row.offset() < unknown.to()).toList(), known);
  }

  private List<Queued> rows(Lane lane, Priority priority, long from, int most) {
    return journal.next(lane.ownership().fence(), lane.user(), priority, from - 1, most);
  }

  private void end(Lane lane, Priority priority, Behind behind, Function<Head, RunEnd> run) {
    List<Long> over = lane.over(priority, behind, nanos.getAsLong(), AT_ONCE);
    List<Ending> endings = new ArrayList<>();
    try {
      for (long offset : over) {
        if (!lane.ownership().stopped()) {
          rows(lane, priority, offset, 1).stream()
              .filter(row -> row.offset() == offset)
              .forEach(row -> end(lane, behind, row, run, endings));
        }
      }
      endings.forEach(ending -> ended(lane, priority, ending));
    } catch (JournalUnavailable unavailable) {
      endings.forEach(ending -> ended(lane, priority, ending));
      lane.unknown(behind, over.getFirst());
      throw unavailable;
    }
  }

  private record Ending(Head head, Result result, CompletableFuture<GroupCommit.Receipt> receipt) {}

  private void end(
      Lane lane, Behind behind, Queued row, Function<Head, RunEnd> run, List<Ending> endings) {
    Head head = new Head(lane.ownership().fence(), row);
    result(lane, behind, head, run)
        .ifPresentOrElse(
            result ->
                endings.add(new Ending(head, result, commit.write(pipeline.ended(head, result)))),
            () -> lane.known(behind, List.of(row), 0)); // its time is not quite over
  }

  private Optional<Result> result(Lane lane, Behind behind, Head head, Function<Head, RunEnd> run) {
    if (!pipeline.goesAhead(head.command())) {
      return pipeline.endBehind(head, behind.needed());
    }
    if (run.apply(head) instanceof RunEnd.Over(Result result)) {
      return Optional.of(result);
    }
    lane.ownership().sleepOrStop(AFTER_FAULT);
    return Optional.empty();
  }

  /** If it was not written it goes on waiting, and ends when its turn comes. */
  private void ended(Lane lane, Priority priority, Ending ending) {
    try {
      if (ending.receipt().join().fenced()) {
        lane.ownership().lose();
        return;
      }
    } catch (CompletionException notWritten) {
      return;
    }
    Head head = ending.head();
    lane.ended(priority, head.offset());
    observer.ended(head.command().operation(), ending.result());
    log.atInfo()
        .addKeyValue("commandId", head.command().id())
        .addKeyValue("userId", head.command().user())
        .addKeyValue("operation", head.command().operation())
        .addKeyValue("outcome", ending.result().status().wireName())
        .log("A command ended behind others that go on waiting");
  }
}
