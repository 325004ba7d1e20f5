package dev.errand.pipeline.engine;

import dev.errand.schemas.Result;
import dev.errand.schemas.WaitCause;
import java.time.Duration;

/** How one run of a command came out. */
sealed interface RunEnd {

  /** The command is over. */
  record Over(Result result) implements RunEnd {}

  /** It runs again after that. */
  record Again(WaitCause cause, Duration after) implements RunEnd {}

  /**
   * It runs again when the gate lets it through.
   *
   * @param longest when it is looked at again even if not
   */
  record AtGate(Gate gate, Duration longest) implements RunEnd {}

  /** The partition went to another owner: nothing more is done or written here. */
  record Abandoned() implements RunEnd {}
}
