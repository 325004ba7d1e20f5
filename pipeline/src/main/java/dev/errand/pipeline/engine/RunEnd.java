package dev.errand.pipeline.engine;

import dev.errand.schemas.Result;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;

/** How one run of a command came out. */
sealed interface RunEnd {

  /** The command is over. */
  record Over(Result result) implements RunEnd {}

  /** It runs again after that. */
  record Again(WaitCause cause, Duration after) implements RunEnd {}

  /**
   * Its person has to connect again; it runs again when they have.
   *
   * @param look when it is looked at again even if nobody told that they have
   * @param until when it is given up
   */
  record Held(Duration look, Instant until) implements RunEnd {}

  /**
   * It runs again when the gate lets it through.
   *
   * @param longest when it is looked at again even if not
   */
  record AtGate(Gate gate, Duration longest) implements RunEnd {}

  /** The partition went to another owner: nothing more is done or written here. */
  record Abandoned() implements RunEnd {}

  /** The command had ended already, without this lane's hearing of it: its result is told. */
  record Gone() implements RunEnd {}
}
