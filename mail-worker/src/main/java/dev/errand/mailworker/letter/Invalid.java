package dev.errand.mailworker.letter;

import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;

/** The end of a command that asks for what cannot be. */
public final class Invalid {

  private Invalid() {}

  /** Never with the offending text in it: it may be anything. */
  public static OperationStopped because(String why, String nextStep) {
    return OperationStopped.refused(
        Problem.of(ProblemCode.INVALID_COMMAND, why).action(nextStep + " Then ask again."));
  }
}
