package dev.errand.pipeline;

import dev.errand.schemas.Problem;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.Optional;

/** Why a call did not give what was hoped for, and so what happens next. */
public sealed interface Failure {

  /**
   * It was not carried out, and may be later.
   *
   * @param after how long the provider wants us to stay away; absent: our own back-off
   * @param only of what there was too much: only calls that take of that have to stay away; absent:
   *     all calls
   * @param otherwise what the command ends with if its time is over before that; absent: the cause
   *     in the engine's words
   */
  record RetryLater(
      WaitCause cause,
      Scope scope,
      Optional<Duration> after,
      Optional<LimitUnit> only,
      Optional<Problem> otherwise)
      implements Failure {

    public RetryLater(WaitCause cause, Scope scope, Optional<Duration> after) {
      this(cause, scope, after, Optional.empty(), Optional.empty());
    }
  }

  /** It may have been carried out. An effect is looked for before anything is repeated. */
  record InDoubt(WaitCause cause, Scope scope, Optional<Duration> after) implements Failure {}

  /** The token was refused. It was not carried out; a fresh token may help. */
  record RefreshToken() implements Failure {}

  /** Only the person can help, by connecting again. It was not carried out. */
  record ReconnectNeeded(String why) implements Failure {}

  /** It was not carried out and never will be. */
  record Refused(Problem problem) implements Failure {}

  /** Who has to stay away. */
  enum Scope {
    USER,
    WORKSPACE,
    PROVIDER
  }
}
