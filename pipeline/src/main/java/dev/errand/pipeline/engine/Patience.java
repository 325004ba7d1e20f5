package dev.errand.pipeline.engine;

import dev.errand.pipeline.engine.EngineSettings.GiveUp;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to give up: at the command's deadline, or when it has been tried for too long. Never by a
 * count of attempts.
 */
final class Patience {

  private final GiveUp giveUp;
  private final JournalClock clock;

  Patience(GiveUp giveUp, JournalClock clock) {
    this.giveUp = giveUp;
    this.clock = clock;
  }

  /**
   * Whether the head may be run.
   *
   * @throws RunStopped with its end, if not
   */
  void mayRun(Head head) {
    Instant now = clock.now();
    if (head.maybeBegun()) {
      if (now.isAfter(givesUpAt(head, now).plus(giveUp.doubt()))) {
        throw over(Status.UNKNOWN, RecordedEffects.unknown("The provider could not be asked."));
      }
    } else if (head.begun()) {
      if (now.isAfter(givesUpAt(head, now))) {
        throw over(Status.UNKNOWN, partly());
      }
    } else {
      mayBegin(head);
    }
  }

  /**
   * Whether an effect may be begun now.
   *
   * @throws RunStopped with the command's end, if not
   */
  void mayBegin(Head head) {
    if (head.begun()) {
      return;
    }
    Instant now = clock.now();
    Instant deadline = head.command().deadline();
    if (deadline != null && !now.isBefore(deadline)) {
      throw over(
          Status.EXPIRED,
          Problem.of(ProblemCode.DEADLINE_PASSED, "It was not done before its deadline.")
              .detail("Runs: " + head.runs + lastCause(head.lastCause)));
    }
    if (now.isAfter(givesUpAt(head, now))) {
      throw over(Status.FAILED, gaveUp(head));
    }
  }

  /** The wait, cut so that the head is looked at again when its time is over. */
  Duration upToTheEnd(Head head, Duration wait) {
    Instant now = clock.now();
    Instant end = givesUpAt(head, now);
    Instant deadline = head.command().deadline();
    if (deadline != null && deadline.isBefore(end)) {
      end = deadline;
    }
    Duration left = Duration.between(now, end).plusMillis(1);
    if (head.inDoubt() || head.begun() || left.compareTo(wait) > 0) {
      return wait;
    }
    return left.isNegative() ? Duration.ZERO : left;
  }

  static Problem partly() {
    return Problem.of(ProblemCode.OUTCOME_UNKNOWN, "It was done in part.")
        .detail("The main part was done; what belongs to it could not be finished.")
        .action("Look at it before you ask again.");
  }

  /** What it waited for the person comes on top of what it may wait for all else. */
  private Instant givesUpAt(Head head, Instant now) {
    if (head.lastCause == WaitCause.RECONNECT || head.lastCause == WaitCause.EARLIER_COMMAND) {
      return started(head, now).plus(giveUp.reconnect());
    }
    return started(head, now).plus(patience(head.command())).plus(head.waited(WaitCause.RECONNECT));
  }

  private static Instant started(Head head, Instant now) {
    Instant startedAt = head.startedAt;
    return startedAt == null ? now : startedAt;
  }

  private Duration patience(Command command) {
    return command.priority() == Priority.BULK ? giveUp.bulk() : giveUp.interactive();
  }

  private static Problem gaveUp(Head head) {
    WaitCause cause = head.lastCause;
    Problem problem =
        switch (cause) {
          case LIMIT, RATE_LIMITED ->
              Problem.of(ProblemCode.RATE_LIMITED, "The provider's limit left no room for it.");
          case RECONNECT ->
              Problem.of(
                      ProblemCode.RECONNECT_NEEDED, "The account was not connected again in time.")
                  .action("Connect the account again, then ask again.");
          case EARLIER_COMMAND ->
              Problem.of(ProblemCode.INTERNAL, "Earlier commands did not end in time.")
                  .action("Ask again when they are done.");
          case null, default ->
              Problem.of(ProblemCode.PROVIDER_UNAVAILABLE, "The provider did not take it.");
        };
    return problem.detail("Runs: " + head.runs + lastCause(cause)).canRetry();
  }

  private static String lastCause(@Nullable WaitCause cause) {
    return cause == null ? "" : ", at last waiting for: " + cause.wireName();
  }

  private static RunStopped over(Status status, Problem problem) {
    return new RunStopped(new RunStopped.Why.Over(status, problem));
  }
}
