package dev.errand.connections;

import java.time.Duration;

/** Lets time pass; in tests, without passing any. */
@FunctionalInterface
public interface Sleeper {

  /** The real one. */
  Sleeper REAL = Thread::sleep;

  void sleep(Duration length) throws InterruptedException;
}
