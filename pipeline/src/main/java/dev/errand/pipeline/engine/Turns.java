package dev.errand.pipeline.engine;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * How many heads are worked on at once: enough for all calls in flight and those that get ready for
 * one. A hundred thousand lanes may have something to do, and who only stands in line costs little.
 * Each head has its turn in the order in which it came. Thread-safe.
 */
final class Turns {

  private final Semaphore free;

  Turns(int most) {
    free = new Semaphore(most, true);
  }

  /**
   * Does something when its turn comes.
   *
   * @throws InterruptedException if it is not to be waited for any more
   */
  <T> T take(Supplier<T> work) throws InterruptedException {
    free.acquire();
    try {
      return work.get();
    } finally {
      free.release();
    }
  }

  /** While who has a turn only waits, somebody else has it. */
  void lend(Runnable waiting) {
    free.release();
    try {
      waiting.run();
    } finally {
      free.acquireUninterruptibly();
    }
  }

  /** How many stand in line. */
  int inLine() {
    return free.getQueueLength();
  }
}
