package dev.errand.pipeline.engine;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Time and chance.
 *
 * @param clock for what is told to people
 * @param nanos monotonic, for waits
 */
public record Time(Clock clock, LongSupplier nanos, RandomGenerator random) {

  /** The real ones. */
  public static Time real() {
    return new Time(
        Clock.systemUTC(), System::nanoTime, () -> ThreadLocalRandom.current().nextLong());
  }
}
