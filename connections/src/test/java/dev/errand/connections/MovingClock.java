package dev.errand.connections;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is moved. */
public final class MovingClock extends Clock {

  private static final Instant START = Instant.parse("2026-11-20T09:00:00Z");

  private Instant now = START;

  public synchronized void move(Duration length) {
    now = now.plus(length);
  }

  /** The same time as {@link System#nanoTime} would tell it. */
  public synchronized long nanos() {
    return Duration.between(START, now).toNanos();
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
