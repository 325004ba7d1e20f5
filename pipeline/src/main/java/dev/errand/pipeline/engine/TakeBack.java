package dev.errand.pipeline.engine;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.TakenBack;
import dev.errand.pipeline.engine.GroupCommit.Receipt;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.Whereabouts;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a command of a lane back while another one of it runs: so the other is either postponed, or
 * waits its turn and cannot begin meanwhile, or has begun and goes on. Thread-safe; of one lane,
 * called by its runner.
 */
final class TakeBack {

  private static final Logger log = LoggerFactory.getLogger(TakeBack.class);

  private static final Problem TAKEN_BACK =
      Problem.of(ProblemCode.NOT_PERMITTED, "This was taken back");

  private final Journal journal;
  private final GroupCommit commit;
  private final Pipeline pipeline;
  private final JournalClock clock;
  private final EngineObserver observer;

  TakeBack(
      Journal journal,
      GroupCommit commit,
      Pipeline pipeline,
      JournalClock clock,
      EngineObserver observer) {
    this.journal = journal;
    this.commit = commit;
    this.pipeline = pipeline;
    this.clock = clock;
    this.observer = observer;
  }

  /**
   * Takes the other command back.
   *
   * @param head what runs
   * @throws OperationStopped if the journal is away
   */
  TakenBack of(Lane lane, Head head, CommandId other) {
    try {
      return switch (whereabouts(lane, head, other)) {
        case Whereabouts.Postponed(Command command, Instant acceptedAt) ->
            postponed(lane, head, command, acceptedAt);
        case Whereabouts.InOrder found ->
            mayHaveBegun(lane, head, found) ? TakenBack.BEGUN : inOrder(lane, head, found.queued());
        case Whereabouts.Ended(Status status) -> ended(status);
        case Whereabouts.Nowhere() -> TakenBack.UNKNOWN;
      };
    } catch (JournalUnavailable unavailable) {
      throw later();
    }
  }

  /** What is asked of another provider is none of this one's business. */
  private Whereabouts whereabouts(Lane lane, Head head, CommandId command) {
    return journal.whereabouts(head.fence.partition().topic(), lane.user(), command);
  }

  private boolean mayHaveBegun(Lane lane, Head head, Whereabouts.InOrder found) {
    Queued queued = found.queued();
    return found.attempted()
        || !found.partition().equals(head.fence.partition())
        || queued.offset() == head.offset()
        || (pipeline.leavesNoTrace(queued.command())
            && (found.ran() || lane.mayHaveRun(queued.command().priority(), queued.offset())));
  }

  /** Only one of two transactions gets it: this one, or the one that takes it in when it is due. */
  private TakenBack postponed(Lane lane, Head head, Command command, Instant acceptedAt) {
    Instant now = clock.now();
    Duration postponed = Duration.between(acceptedAt, now);
    write(lane, new Entry.TakenBack(head.fence, cancelled(command, acceptedAt, postponed, now)));
    return became(lane, head, command);
  }

  /** It may have ended otherwise a moment before, and keeps that end. */
  private TakenBack inOrder(Lane lane, Head head, Queued queued) {
    Command command = queued.command();
    Result result = cancelled(command, queued.firstAcceptedAt(), queued.postponed(), clock.now());
    write(lane, new Entry.Ended(head.fence, queued.offset(), result, Cost.NOTHING));
    lane.ended(command.priority(), queued.offset());
    TakenBack became = became(lane, head, command);
    if (became == TakenBack.DONE) {
      observer.ended(command.operation(), result);
      log.atInfo()
          .addKeyValue("commandId", command.id())
          .addKeyValue("userId", command.user())
          .addKeyValue("operation", command.operation())
          .addKeyValue("outcome", result.status().wireName())
          .log("A command was taken back");
    }
    return became;
  }

  private TakenBack became(Lane lane, Head head, Command command) {
    return switch (whereabouts(lane, head, command.id())) {
      case Whereabouts.Ended(Status status) -> ended(status);
      case Whereabouts.Postponed _, Whereabouts.InOrder _, Whereabouts.Nowhere _ -> throw later();
    };
  }

  private void write(Lane lane, Entry entry) {
    try {
      Receipt receipt = commit.write(entry).join();
      if (receipt.fenced()) {
        lane.ownership().lose();
        throw new RunStopped(new RunStopped.Why.Abandoned());
      }
    } catch (CompletionException notWritten) {
      throw later();
    }
  }

  private static TakenBack ended(Status status) {
    return status == Status.CANCELLED ? TakenBack.DONE : TakenBack.ENDED;
  }

  private static Result cancelled(
      Command command, Instant acceptedAt, Duration postponed, Instant now) {
    return new Result(
        command.user(),
        Result.Answered.of(command),
        Status.CANCELLED,
        null,
        TAKEN_BACK,
        0,
        new Timing(acceptedAt, null, now, Map.of(), postponed));
  }

  private static OperationStopped later() {
    return new OperationStopped(
        new Failure.RetryLater(WaitCause.RETRY, Failure.Scope.USER, Optional.empty()));
  }
}
