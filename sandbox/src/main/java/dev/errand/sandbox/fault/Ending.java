package dev.errand.sandbox.fault;

import dev.errand.sandbox.http.Reply;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** How a faulted call ends. */
public sealed interface Ending {

  /** As it would have, only later. */
  record Proceed() implements Ending {}

  /**
   * Another answer takes the place of the real one.
   *
   * @param answer given the real one after the commit, an empty 200 before it
   */
  record Replace(UnaryOperator<Reply> answer) implements Ending {}

  /** TCP RST. */
  record Reset() implements Ending {}

  /** Silence until the client gives up. */
  record Ignore() implements Ending {}

  /** The real answer, a few bytes at a time. */
  record Drip(int bytesEach, Duration interval) implements Ending {}
}
