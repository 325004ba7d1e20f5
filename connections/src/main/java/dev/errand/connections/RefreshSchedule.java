package dev.errand.connections;

import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a token is due for refresh: a sixth of its life before the end, and up to a twelfth earlier
 * by chance, so that what was granted in one minute is not refreshed in one. Of an hour: 10 to 15
 * minutes before the end.
 */
final class RefreshSchedule {

  private final RandomGenerator random;

  RefreshSchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param lifetime absent where the provider names none: then only a refused token is refreshed
   */
  @Nullable Instant due(Instant granted, @Nullable Duration lifetime) {
    if (lifetime == null) {
      return null;
    }
    long jitter = (long) (lifetime.toMillis() / 12.0 * random.nextDouble());
    return granted.plus(lifetime).minus(lifetime.dividedBy(6)).minusMillis(jitter);
  }
}
