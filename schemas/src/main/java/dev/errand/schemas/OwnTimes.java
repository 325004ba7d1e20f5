package dev.errand.schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether what a command says of its own times can be at all, which only shows when it is accepted.
 * One that is known already was accepted once, and is not asked again: its time goes on.
 */
public final class OwnTimes {

  /** As far ahead as people plan; what is later is asked for later. */
  public static final Duration LONGEST_POSTPONED = Duration.ofDays(30);

  private OwnTimes() {}

  /**
   * Why such a command is not accepted.
   *
   * @param at when it would be, by the clock of whoever takes it
   */
  public static Optional<Problem> refusal(Command command, Instant at) {
    Instant deadline = command.deadline();
    if (deadline != null && command.undo() != null && command.due(at).isAfter(deadline)) {
      return Optional.of(Commands.invalid(List.of("deadline is before undo is over")));
    }
    return tooFarAhead(command, at);
  }

  /**
   * The same of the time that it waits for alone. It comes nearer, so whoever asks later than
   * another refuses nothing that was accepted.
   */
  public static Optional<Problem> tooFarAhead(Command command, Instant at) {
    Instant notBefore = command.notBefore();
    if (notBefore != null && notBefore.isAfter(at.plus(LONGEST_POSTPONED))) {
      return Optional.of(
          Commands.invalid(List.of("the time to wait for is more than 30 days ahead")));
    }
    return Optional.empty();
  }
}
