package dev.errand.pipeline.engine;

import dev.errand.pipeline.CallPermission;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Bounds the whole time of a blocking call, also of one that drips a byte at a time: the thread is
 * interrupted, and for a virtual thread that closes the socket it waits on.
 */
final class Guard {

  private final ScheduledExecutorService timer;

  Guard(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  <T> T within(Duration time, BooleanSupplier tokenHolds, Supplier<T> call) {
    Watch watch = new Watch(Thread.currentThread());
    ScheduledFuture<?> alarm =
        timer.schedule(watch::interrupt, time.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return CallPermission.within(time, tokenHolds, call);
    } finally {
      alarm.cancel(false);
      watch.end();
    }
  }

  private static final class Watch {

    private final Thread thread;
    private boolean over;
    private boolean interrupted;

    Watch(Thread thread) {
      this.thread = thread;
    }

    synchronized void interrupt() {
      if (!over) {
        interrupted = true;
        thread.interrupt();
      }
    }

    /** After this the alarm can no longer hit the thread; one that did is taken back. */
    synchronized void end() {
      over = true;
      if (interrupted) {
        Thread.interrupted();
      }
    }
  }
}
