package dev.errand.runtime.files;

/** Whether a command has what it names of its user's uploads. */
public enum Claim {
  /** From now on, and nobody else. */
  GIVEN,
  /** Another command of the same user has one of them, which is not over or may be replayed. */
  ANOTHERS,
  /** None of its user's, sent, removed or expired: these cannot be told apart. */
  NOT_THERE
}
