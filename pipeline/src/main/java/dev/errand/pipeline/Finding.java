package dev.errand.pipeline;

/** What a probe found. */
public sealed interface Finding<T> {

  /** The effect is there. */
  record Happened<T>(T output) implements Finding<T> {}

  /** The effect is not there now. It is final once the step has settled. */
  record Absent<T>() implements Finding<T> {}

  /** Looking cannot decide, and will not later. */
  record CannotTell<T>(String why) implements Finding<T> {}
}
