package dev.errand.sandbox.world;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** The time in a world: real time, moved forward at will. Safe for all threads. */
public final class WorldClock implements InstantSource {

  private final InstantSource base;
  private final AtomicLong shiftNanos = new AtomicLong();

  public WorldClock(InstantSource base) {
    this.base = base;
  }

  @Override
  public Instant instant() {
    return base.instant().plusNanos(shiftNanos.get());
  }

  /** Monotonic, and moved together with {@link #instant}. */
  public long nanos() {
    return System.nanoTime() + shiftNanos.get();
  }

  /** Tokens expire and windows pass at once; delays that already run are not shortened. */
  public void forward(Duration by) {
    shiftNanos.addAndGet(by.toNanos());
  }
}
