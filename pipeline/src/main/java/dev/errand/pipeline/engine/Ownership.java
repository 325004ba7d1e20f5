package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Fence;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long this instance may act for a partition: fully, only to finish what runs, or not at all.
 * Thread-safe; it only ever shrinks.
 */
final class Ownership {

  private final Fence fence;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile boolean lost;
  private volatile @Nullable Long confirmedAt;

  Ownership(Fence fence) {
    this.fence = fence;
  }

  Fence fence() {
    return fence;
  }

  /**
   * The journal said that the fence holds.
   *
   * @param asked when it was asked, by {@link System#nanoTime}
   */
  void confirmed(long asked) {
    confirmedAt = asked;
  }

  /** Whether the journal was asked after that moment, and said that the fence holds. */
  boolean isConfirmedSince(long moment) {
    Long asked = confirmedAt;
    return asked != null && asked - moment >= 0;
  }

  /** Nothing new is started; what runs may finish. */
  void stop() {
    stopping.countDown();
  }

  /** Somebody else owns it: nothing may be sent or written any more. */
  void lose() {
    lost = true;
    stopping.countDown();
  }

  boolean stopped() {
    return stopping.getCount() == 0;
  }

  boolean lost() {
    return lost;
  }

  /**
   * Sleeps, unless told to stop.
   *
   * @throws RunStopped if told to stop meanwhile
   */
  void sleep(Duration time) {
    try {
      if (stopping.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new RunStopped(new RunStopped.Why.Abandoned());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new RunStopped(new RunStopped.Why.Abandoned());
    }
  }

  /** Sleeps, or returns earlier if told to stop. */
  void sleepOrStop(Duration time) {
    try {
      var _ = stopping.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
