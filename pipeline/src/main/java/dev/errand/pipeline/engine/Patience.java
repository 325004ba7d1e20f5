package dev.errand.pipeline.engine;

import dev.errand.pipeline.engine.EngineSettings.GiveUp;
import dev.errand.pipeline.journal.Queued;
import dev.errand.schemas.Command;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * When to give up: at the command's deadline, when it has been tried for too long, or when it has
 * waited for its person as long as it wants to. Never by a count of attempts.
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
    goesOn(head, now, givesUpAt(head, now));
  }

  /**
   * Whether the head may wait for its person.
   *
   * @throws RunStopped with its end, if not
   */
  void mayHold(Head head) {
    Instant now = clock.now();
    goesOn(head, now, holdEnds(head.queued, needed(head), now));
  }

  private void goesOn(Head head, Instant now, Instant end) {
    if (head.maybeBegun()) {
      if (!now.isBefore(end.plus(giveUp.doubt()))) {
        throw over(Status.UNKNOWN, RecordedEffects.unknown("The provider could not be asked."));
      }
    } else if (head.begun()) {
      if (!now.isBefore(end)) {
        throw over(Status.UNKNOWN, partly());
      }
    } else {
      isInTime(head, now, end);
    }
  }

  /**
   * Whether an effect may be begun now.
   *
   * @throws RunStopped with the command's end, if not
   */
  void mayBegin(Head head) {
    Instant now = clock.now();
    if (!head.begun()) {
      isInTime(head, now, givesUpAt(head, now));
    }
  }

  private static void isInTime(Head head, Instant now, Instant end) {
    Instant deadline = head.command().deadline();
    if (deadline != null && !now.isBefore(deadline)) {
      throw over(
          Status.EXPIRED,
          Problem.of(ProblemCode.DEADLINE_PASSED, "It was not done before its deadline.")
              .detail("Runs: " + head.runs + lastCause(head.lastCause)));
    }
    if (!now.isBefore(end)) {
      throw over(Status.FAILED, gaveUp(head));
    }
  }

  /** The wait, cut so that the head is looked at again when its time is over. */
  Duration upToTheEnd(Head head, Duration wait) {
    Instant now = clock.now();
    return upTo(earlier(givesUpAt(head, now), head.command().deadline()), head, now, wait);
  }

  /** The same for a head that waits for its person. */
  Duration upToItsHold(Head head, Duration wait) {
    return upTo(holdEnds(head), head, clock.now(), wait);
  }

  private static Duration upTo(Instant end, Head head, Instant now, Duration wait) {
    Duration left = Duration.between(now, end).plusMillis(1);
    if (head.inDoubt() || head.begun() || left.compareTo(wait) > 0) {
      return wait;
    }
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** When the head waits for its person no longer. */
  Instant holdEnds(Head head) {
    return ends(head.queued, needed(head));
  }

  /**
   * When a command waits for its person no longer.
   *
   * @param needed since when they are
   */
  Instant ends(Queued queued, Instant needed) {
    return earlier(holdEnds(queued, needed, clock.now()), queued.command().deadline());
  }

  /**
   * Each command is held from when its person was needed, or from its own acceptance if that was
   * later: so it is the same for its head and for those behind it, and whoever owns them.
   *
   * @param needed as it was written elsewhere: by a clock that may be ahead of ours
   */
  private Instant holdEnds(Queued queued, Instant needed, Instant now) {
    Duration hold = queued.command().hold();
    Instant since = earlier(needed, now);
    Instant from = since.isAfter(queued.acceptedAt()) ? since : queued.acceptedAt();
    return from.plus(hold == null ? giveUp.hold() : hold);
  }

  private static Instant needed(Head head) {
    return Objects.requireNonNull(head.neededSince, "It waits for nobody");
  }

  private static Instant earlier(Instant one, @Nullable Instant other) {
    return other != null && other.isBefore(one) ? other : one;
  }

  static Problem partly() {
    return Problem.of(ProblemCode.OUTCOME_UNKNOWN, "It was done in part.")
        .detail("The main part was done; what belongs to it could not be finished.")
        .action("Look at it before you ask again.");
  }

  /** What it waited for the person comes on top of what it may wait for all else. */
  private Instant givesUpAt(Head head, Instant now) {
    return head.lastCause == WaitCause.EARLIER_COMMAND
        ? started(head, now).plus(giveUp.elsewhere())
        : started(head, now).plus(patience(head.command())).plus(head.waited(WaitCause.RECONNECT));
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
    Problem told = head.otherwise;
    if (told != null && cause == WaitCause.RATE_LIMITED) {
      return told;
    }
    Problem problem =
        switch (cause) {
          case LIMIT, RATE_LIMITED ->
              Problem.of(ProblemCode.RATE_LIMITED, "The provider's limit left no room for it.")
                  .action("Ask again later.");
          case RECONNECT ->
              Problem.of(ProblemCode.RECONNECT_NEEDED, "The account has to be connected again.")
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
