package dev.errand.pipeline.engine;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.engine.Lane.Next;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Park;
import dev.errand.pipeline.journal.Queued;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Runs a lane's heads, one after the other, on one virtual thread, until nothing can run now. The
 * next head starts only when the end of the one before is durable. Thread-safe; a lane is run by
 * one thread.
 */
final class RunLane {

  private static final Logger log = LoggerFactory.getLogger(RunLane.class);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

  private static final Duration ASK_AGAIN = Duration.ofMillis(500);

  private final Pipeline pipeline;
  private final Turns turns;
  private final OtherPartitions others;
  private final Journal journal;
  private final GroupCommit commit;
  private final EndBehind endBehind;
  private final TakeBack takeBack;
  private final ScheduledExecutorService timer;
  private final JournalClock clock;
  private final LongSupplier nanos;
  private final EngineSettings settings;
  private final EngineObserver observer;

  RunLane(
      Pipeline pipeline,
      Turns turns,
      OtherPartitions others,
      Journal journal,
      GroupCommit commit,
      EndBehind endBehind,
      TakeBack takeBack,
      ScheduledExecutorService timer,
      JournalClock clock,
      LongSupplier nanos,
      EngineSettings settings,
      EngineObserver observer) {
    this.pipeline = pipeline;
    this.turns = turns;
    this.others = others;
    this.journal = journal;
    this.commit = commit;
    this.endBehind = endBehind;
    this.takeBack = takeBack;
    this.timer = timer;
    this.clock = clock;
    this.nanos = nanos;
    this.settings = settings;
    this.observer = observer;
  }

  /** Starts the lane, unless it runs or its partition is being given up. */
  void start(Lane lane, PartitionLanes home) {
    if (lane.tryStart()) {
      var _ = Thread.ofVirtual().name("lane").start(() -> run(lane, home));
    }
  }

  private void run(Lane lane, PartitionLanes home) {
    lane.runBy(Thread.currentThread());
    boolean goOn = true;
    while (goOn) {
      try {
        goOn = step(lane, home);
      } catch (RuntimeException | Error fault) {
        log.atError()
            .addKeyValue("userId", lane.user())
            .setCause(fault)
            .log("A lane stumbled by a fault of ours; it goes on in some seconds");
        lane.ownership().sleepOrStop(AFTER_FAULT);
      }
    }
  }

  /** Whether the runner goes on. */
  private boolean step(Lane lane, PartitionLanes home) {
    switch (lane.next(nanos.getAsLong())) {
      case Next.RunHead(Head head, Priority priority) -> runHead(lane, home, head, priority);
      case Next.Refill refill -> refill(lane, refill);
      case Next.LookBehind(Priority priority, Head head) ->
          lane.lookBehind(priority, head, endBehind::behindWaiting);
      case Next.EndBehind(Priority priority, Behind behind) ->
          endBehind.step(lane, priority, behind, head -> process(lane, head, priority));
      case Next.SleepFor _ -> {
        if (lane.sleep(nanos.getAsLong(), wait -> alarm(lane, home, wait))) {
          home.resting();
          return false;
        }
      }
      case Next.Nothing() -> {
        return !home.retire(lane);
      }
    }
    return true;
  }

  private Future<?> alarm(Lane lane, PartitionLanes home, long wait) {
    return timer.schedule(() -> start(lane, home), wait, TimeUnit.NANOSECONDS);
  }

  private void runHead(Lane lane, PartitionLanes home, Head head, Priority priority) {
    switch (process(lane, head, priority)) {
      case RunEnd.Over(Result result) -> over(lane, head, priority, result);
      case RunEnd.Again(WaitCause cause, Duration after) -> {
        if (cause == WaitCause.EARLIER_COMMAND) {
          afterOthers(lane, head, priority, after);
        } else {
          again(lane, head, priority, cause, after);
        }
      }
      case RunEnd.Held(Duration look, Instant until) -> held(lane, head, priority, look, until);
      case RunEnd.AtGate(Gate gate, Duration longest) -> {
        observer.waits(head.command().operation(), gate.cause(), gate.remaining());
        lane.hold(priority, nanos.getAsLong() + longest.toNanos());
        head.shed();
        gate.hold(head, () -> letThrough(lane, home, head));
        if (lane.ownership().stopped()) {
          head.leaveGate();
        }
      }
      case RunEnd.Gone() -> gone(lane, head, priority);
      case RunEnd.Abandoned() -> {
        if (!lane.ownership().stopped()) {
          var _ = Thread.interrupted(); // by somebody else, who must not stop the lane
          again(lane, head, priority, WaitCause.RETRY, AFTER_FAULT);
        }
      }
    }
  }

  private RunEnd process(Lane lane, Head head, Priority priority) {
    if (others.goFirst(head)) {
      return pipeline.afterOthers(head, ASK_AGAIN);
    }
    if (head.parkedFor == WaitCause.EARLIER_COMMAND) { // it does not wait any more
      head.parkedFor = null;
      write(head, park(lane, head, priority, WaitCause.EARLIER_COMMAND, clock.now()));
    }
    try {
      return turns.take(
          () -> pipeline.process(head, lane.ownership(), other -> takeBack.of(lane, head, other)));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return new RunEnd.Abandoned();
    }
  }

  private void letThrough(Lane lane, PartitionLanes home, Head head) {
    lane.letThrough(head);
    start(lane, home);
  }

  private void over(Lane lane, Head head, Priority priority, Result result) {
    try {
      GroupCommit.Receipt receipt = commit.write(pipeline.ended(head, result)).join();
      if (receipt.fenced()) {
        lane.ownership().lose();
      } else {
        head.leaveGate();
        lane.headOver(priority, clock.now());
        observer.ended(head.command().operation(), result);
        about(head, log.atLevel(result.status() == Status.SUCCEEDED ? Level.DEBUG : Level.INFO))
            .addKeyValue("outcome", outcome(result))
            .log("A command ended");
      }
    } catch (CompletionException notWritten) {
      again(lane, head, priority, WaitCause.RETRY, AFTER_FAULT);
    }
  }

  private void gone(Lane lane, Head head, Priority priority) {
    head.leaveGate();
    lane.headOver(priority, clock.now());
    about(head, log.atInfo())
        .addKeyValue("outcome", "gone")
        .log("A command had ended before its turn came");
  }

  private void again(Lane lane, Head head, Priority priority, WaitCause cause, Duration after) {
    observer.waits(head.command().operation(), cause, after);
    lane.hold(priority, nanos.getAsLong() + after.toNanos());
    if (isLong(after)) {
      tell(head, park(lane, head, priority, cause, clock.now().plus(after)));
    }
  }

  /** Told once each time that the person is needed. */
  private void held(Lane lane, Head head, Priority priority, Duration look, Instant until) {
    observer.waits(head.command().operation(), WaitCause.RECONNECT, look);
    lane.hold(priority, nanos.getAsLong() + look.toNanos());
    Instant needed = Objects.requireNonNull(head.neededSince);
    lane.lookBehind(priority, head, first -> endBehind.behindHeld(first, needed));
    if (head.parkedFor != WaitCause.RECONNECT && isLong(Duration.between(clock.now(), until))) {
      tell(head, park(lane, head, priority, WaitCause.RECONNECT, until));
    }
  }

  private boolean isLong(Duration wait) {
    return wait.compareTo(settings.handover().durableWait()) > 0;
  }

  /** Nobody knows for how long; it is told once, and looked at again and again. */
  private void afterOthers(Lane lane, Head head, Priority priority, Duration look) {
    lane.hold(priority, nanos.getAsLong() + look.toNanos());
    Instant since = head.startedAt;
    if (head.parkedFor != WaitCause.EARLIER_COMMAND
        && since != null
        && isLong(Duration.between(since, clock.now()))) {
      observer.waits(head.command().operation(), WaitCause.EARLIER_COMMAND, look);
      Instant longest = clock.now().plus(settings.giveUp().elsewhere());
      tell(head, park(lane, head, priority, WaitCause.EARLIER_COMMAND, longest));
    }
  }

  private void tell(Head head, Park park) {
    head.parkedFor = park.cause();
    write(head, park);
    about(head, log.atInfo())
        .addKeyValue("outcome", park.cause().wireName())
        .addKeyValue("until", park.notBefore())
        .log("A command waits");
  }

  private void write(Head head, Park park) {
    CrashPoint.hit(CrashPoint.PARKING);
    var _ = commit.write(new Entry.Parked(head.fence, head.offset(), park));
  }

  private Park park(Lane lane, Head head, Priority priority, WaitCause cause, Instant until) {
    Instant since = head.startedAt == null ? clock.now() : head.startedAt;
    Duration forPerson =
        cause == WaitCause.RECONNECT ? Duration.ZERO : head.waited(WaitCause.RECONNECT);
    return new Park(
        lane.user(), priority, until, cause, since.plus(forPerson), head.failures, head.otherwise);
  }

  private static LoggingEventBuilder about(Head head, LoggingEventBuilder line) {
    return line.addKeyValue("commandId", head.command().id())
        .addKeyValue("userId", head.command().user())
        .addKeyValue("operation", head.command().operation())
        .addKeyValue("attempt", head.runs);
  }

  private static String outcome(Result result) {
    return result.problem() == null
        ? result.status().wireName()
        : result.status().wireName() + " " + result.problem().code().wireName();
  }

  private void refill(Lane lane, Next.Refill refill) {
    try {
      List<Queued> rows =
          journal.next(
              lane.ownership().fence(),
              lane.user(),
              refill.priority(),
              refill.behind(),
              settings.room().window());
      lane.refilled(refill, rows, settings.room().window());
    } catch (JournalUnavailable unavailable) {
      lane.ownership().sleepOrStop(Duration.ofSeconds(1));
    }
  }
}
