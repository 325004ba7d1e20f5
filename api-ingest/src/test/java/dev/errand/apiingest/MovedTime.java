package dev.errand.apiingest;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** The real time of transfers, and what it was moved by. */
final class MovedTime implements LongSupplier {

  private final AtomicLong moved = new AtomicLong();

  void pass(Duration time) {
    moved.addAndGet(time.toNanos());
  }

  @Override
  public long getAsLong() {
    return System.nanoTime() + moved.get();
  }
}
