package dev.errand.connections;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until it is moved. */
public final class MovingClock extends Clock {

  private Instant now = Instant.parse("2026-11-20T09:00:00Z");

  public synchronized void move(Duration length) {
    now = now.plus(length);
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
