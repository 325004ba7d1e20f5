package dev.errand.sandbox.fault;

import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import java.time.Duration;
import java.util.function.BiFunction;

/** How a faulted call ends. */
public sealed interface Ending {

  /** As it would have, only later. */
  record Proceed() implements Ending {}

  /**
   * Another answer takes the place of the real one.
   *
   * @param answer given the call and its real answer, which before the commit is an empty 200
   */
  record Replace(BiFunction<Request, Reply, Reply> answer) implements Ending {}

  /** TCP RST. */
  record Reset() implements Ending {}

  /** Silence until the client gives up. */
  record Ignore() implements Ending {}

  /** The real answer, a few bytes at a time. */
  record Drip(int bytesEach, Duration interval) implements Ending {}
}
