package dev.errand.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits, bounded, for a server to serve. */
final class Await {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private Await() {}

  /**
   * Returns as soon as the server serves.
   *
   * @throws IllegalStateException with the last lines of its log, if it ends or does not serve in
   *     time
   */
  static void serving(ServerProcess process, Duration patience, BooleanSupplier serving) {
    long end = System.nanoTime() + patience.toNanos();
    while (!serving.getAsBoolean()) {
      if (process.running().isEmpty()) {
        throw new IllegalStateException(process.name() + " ended:\n" + process.lastWords());
      }
      if (System.nanoTime() > end) {
        throw new IllegalStateException(
            process.name() + " does not serve after " + patience + ":\n" + process.lastWords());
      }
      try {
        Thread.sleep(PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting for " + process.name(), e);
      }
    }
  }
}
