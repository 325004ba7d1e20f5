package dev.errand.pipeline.engine;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.WaitCause;
import java.time.Duration;

/** Watches the engine at work. Called from many threads; must be quick and must not throw. */
public interface EngineObserver {

  /** Somebody who looks away. */
  EngineObserver NONE = new EngineObserver() {};

  /** A command ended, durably. */
  default void ended(OperationName operation, Result result) {}

  /** A call to the provider begins; if it is an effect, its START marker is durable. */
  default void calling(String call) {}

  /** A call to the provider is over; the outcome is {@code ok} or the kind of failure. */
  default void called(OperationName operation, String call, String outcome, Duration took) {}

  /** A run of a command has to wait. */
  default void waits(OperationName operation, WaitCause cause, Duration delay) {}

  /** An effect in doubt was looked for: {@code happened}, {@code absent} or {@code cannot_tell}. */
  default void looked(OperationName operation, String finding) {}

  /** A group of entries was written. */
  default void flushed(int entries, Duration took) {}

  /** Results went to the results topic. */
  default void published(int results) {}

  /** A partition was taken over; clean, if the owner before had let go of it in order. */
  default void tookOver(boolean clean) {}

  /** A write was refused, because its partition has another owner. */
  default void fenced() {}

  /** The journal did not take a write, which is tried again. */
  default void journalUnavailable() {}
}
