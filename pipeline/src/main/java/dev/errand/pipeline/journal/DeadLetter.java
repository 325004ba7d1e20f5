package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a command that failed, or whose end is not known, so that a replay can go on from
 * there. A command and all its replays have one, under the {@linkplain Command#effectId() name} of
 * the first: that of the end that came last.
 *
 * @param command the one that ended
 * @param replayedBy the replay that goes on from this end; there is never a second one
 */
public record DeadLetter(Command command, @Nullable CommandId replayedBy) {

  /** Whether a command that ends so leaves one. */
  public static boolean left(Result result) {
    return left(result.status()) && !OperationCatalog.isFollowUp(result.command());
  }

  /** Whether one is left by a command that ends so, if it came from somebody. */
  public static boolean left(Status status) {
    return switch (status) {
      case FAILED, UNKNOWN -> true;
      case SUCCEEDED, REJECTED, EXPIRED, CANCELLED -> false;
    };
  }

  /**
   * Why a command may not go on from here; empty if it may.
   *
   * @param letter that of the user and the id the replay names, if there is one
   */
  public static Optional<Problem> refusal(Command replay, @Nullable DeadLetter letter) {
    if (letter == null) {
      return Optional.of(
          Problem.of(ProblemCode.NOT_FOUND, "There is nothing to replay")
              .detail("No command of that id failed or ended unknown in the last seven days"));
    }
    if (letter.replayedBy != null) {
      return Optional.of(
          Problem.of(ProblemCode.CONFLICT, "It is replayed already")
              .detail("By the command " + letter.replayedBy));
    }
    return letter.asks(replay)
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                ProblemCode.CONFLICT, "A replay has the operation and the data of the first"));
  }

  private boolean asks(Command replay) {
    return replay.operation().equals(command.operation()) && replay.data().equals(command.data());
  }
}
