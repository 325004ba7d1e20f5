package dev.errand.sandbox.http;

import java.time.Duration;

/**
 * One request on its connection, and the ways it can end: exactly one of {@link #answer}, {@link
 * #drip}, {@link #reset} and {@link #ignore} is called, on the event loop.
 */
public interface Exchange {

  Request request();

  /** Told if the client's connection ends before the call does. */
  void whenAbandoned(Runnable told);

  void answer(Reply reply);

  /** Sends the head at once and the body in pieces, one each interval. */
  void drip(Reply reply, int bytesEach, Duration interval);

  /** Cuts the connection with a TCP RST. */
  void reset();

  /** Never answers; the connection stays open until the client closes it. */
  void ignore();

  /** Runs something later on the event loop; at once if the delay is zero. */
  void after(Duration delay, Runnable task);
}
