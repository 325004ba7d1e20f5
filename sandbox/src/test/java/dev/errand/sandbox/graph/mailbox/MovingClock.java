package dev.errand.sandbox.graph.mailbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves when told to. */
final class MovingClock implements InstantSource {

  private volatile Instant now;

  MovingClock(Instant start) {
    now = start;
  }

  void forward(Duration step) {
    now = now.plus(step);
  }

  @Override
  public Instant instant() {
    return now;
  }

  long nanos() {
    return Duration.between(Instant.EPOCH, now).toNanos();
  }
}
