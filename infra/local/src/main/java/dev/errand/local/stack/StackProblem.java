package dev.errand.local.stack;

import java.io.Serial;

/** Something the person at the terminal can mend; its message is all they see. */
public final class StackProblem extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** What ends {@code ./errand} with 1. */
  public StackProblem(String message) {
    this(message, 1);
  }

  /** What was typed says nothing; ends it with 2. */
  static StackProblem misused(String usage) {
    return new StackProblem(usage, 2);
  }

  StackProblem(String message, int exitCode) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
