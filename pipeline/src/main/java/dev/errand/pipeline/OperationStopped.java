package dev.errand.pipeline;

import dev.errand.schemas.Problem;

/**
 * Ends a run of an operation from within. It carries the {@link Failure} to the engine and keeps
 * the operation's code sequential; it has no stack trace and no message of its own to leak.
 */
public final class OperationStopped extends RuntimeException {

  private final transient Failure failure;

  public OperationStopped(Failure failure) {
    super(failure.getClass().getSimpleName(), null, false, false);
    this.failure = failure;
  }

  /** The operation itself finds that it cannot be done. */
  public static OperationStopped refused(Problem problem) {
    return new OperationStopped(new Failure.Refused(problem));
  }

  public Failure failure() {
    return failure;
  }
}
