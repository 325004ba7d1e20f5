package dev.errand.pipeline.engine;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait after failures: exponential, with jitter so that many do not come back at once.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int DOUBLINGS = 8; // 500 ms * 2^8 = 128 s, past the longest

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The wait after that many failures in a row: between half of and the whole exponential step.
   *
   * @param failures 1 or more
   */
  Duration after(int failures) {
    long step = FIRST.toMillis() << Math.min(failures - 1, DOUBLINGS);
    return jittered(Duration.ofMillis(Math.min(step, LONGEST.toMillis())));
  }

  /** Between half of and the whole wait. */
  Duration jittered(Duration wait) {
    long millis = wait.toMillis();
    return Duration.ofMillis(millis / 2 + random.nextLong(millis / 2 + 1));
  }

  /** At least the wait, and up to a tenth more: for a time that somebody else has set. */
  Duration notBefore(Duration wait) {
    long millis = wait.toMillis();
    return wait.plusMillis(random.nextLong(millis / 10 + 50));
  }
}
