package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record that names a user and a command. */
public sealed interface Arrival {

  long offset();

  UserId user();

  CommandId command();

  /**
   * A valid command, to be queued.
   *
   * @param unlessKnown why it is refused all the same, if it is new: see {@link
   *     dev.errand.schemas.OwnTimes}
   */
  record Accepted(long offset, Command accepted, @Nullable Problem unlessKnown) implements Arrival {

    /** One that is welcome. */
    public Accepted(long offset, Command accepted) {
      this(offset, accepted, null);
    }

    @Override
    public UserId user() {
      return accepted.user();
    }

    @Override
    public CommandId command() {
      return accepted.id();
    }
  }

  /** A command that ends before it is queued. */
  record Refused(long offset, Result result) implements Arrival {

    /** A valid command that is not to be queued all the same. */
    public static Refused of(Accepted arrival, Problem problem, Instant at) {
      return of(arrival, problem, new Timing(at, null, at, Map.of()));
    }

    private static Refused of(Accepted arrival, Problem problem, Timing timing) {
      Command command = arrival.accepted();
      return new Refused(
          arrival.offset(),
          new Result(
              command.user(),
              Result.Answered.of(command),
              Status.REJECTED,
              null,
              problem,
              0,
              timing));
    }

    /** One more of a user who has too many postponed. */
    public static Refused tooManyPostponed(Accepted arrival, Instant at) {
      return of(
          arrival,
          Problem.of(
                  ProblemCode.QUOTA_EXCEEDED,
                  "Too many commands for this account wait for their time.")
              .action("Take some of them back, or ask again when some of them are done."),
          at);
    }

    /** One whose account was disconnected while it was postponed. */
    public static Refused disconnected(Accepted arrival, Instant acceptedAt, Instant at) {
      return of(
          arrival,
          Problem.of(
                  ProblemCode.NOT_CONNECTED,
                  "The account was disconnected before its time had come.")
              .action("Connect the account, then ask again."),
          new Timing(acceptedAt, null, at, Map.of(), Duration.between(acceptedAt, at)));
    }

    /** What only workers ask of themselves, and none did. */
    public static Refused notOurs(Accepted arrival, Instant at) {
      return of(
          arrival,
          Problem.of(ProblemCode.UNKNOWN_OPERATION, "There is no such operation")
              .detail("The event's type does not name an operation of this topic"),
          at);
    }

    /** Whether nothing is wrong with it, and only too much waits at the moment. */
    public boolean forNow() {
      Problem problem = result.problem();
      return problem != null && problem.code() == ProblemCode.QUOTA_EXCEEDED;
    }

    @Override
    public UserId user() {
      return result.user();
    }

    @Override
    public CommandId command() {
      return result.command().id();
    }
  }
}
