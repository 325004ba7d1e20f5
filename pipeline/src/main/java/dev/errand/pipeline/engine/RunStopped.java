package dev.errand.pipeline.engine;

import dev.errand.schemas.Problem;
import dev.errand.schemas.Status;
import dev.errand.schemas.WaitCause;
import java.time.Duration;

/**
 * Ends a run from within, by the engine's own decision. Never seen by an operation that behaves.
 */
final class RunStopped extends RuntimeException {

  /** Why. */
  sealed interface Why {

    record Wait(WaitCause cause, Duration after) implements Why {}

    record AtGate(Gate gate) implements Why {}

    record Over(Status status, Problem problem) implements Why {}

    record Abandoned() implements Why {}

    record Gone() implements Why {}
  }

  private final transient Why why;

  RunStopped(Why why) {
    super(why.getClass().getSimpleName(), null, false, false);
    this.why = why;
  }

  Why why() {
    return why;
  }
}
