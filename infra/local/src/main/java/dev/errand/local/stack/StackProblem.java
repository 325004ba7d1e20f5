package dev.errand.local.stack;

import java.io.Serial;

/** Something the person at the terminal can mend; its message is all they see. */
public final class StackProblem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  public StackProblem(String message) {
    super(message);
  }
}
