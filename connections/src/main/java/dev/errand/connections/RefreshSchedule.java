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

  /**
   * Notion says nothing of how long an unused refresh token lives; Microsoft's ends after 90 days
   * (graph-mail.md, section 1.4).
   */
  private static final Duration KEEP_ALIVE = Duration.ofDays(60);

  private final RandomGenerator random;

  RefreshSchedule(RandomGenerator random) {
    this.random = random;
  }

  /**
   * The moment.
   *
   * @param lifetime absent where the provider names none: such a token is refreshed when it is
   *     refused, and before its refresh token could end because nobody used it
   */
  Instant due(Instant granted, @Nullable Duration lifetime) {
    Duration life = lifetime == null ? KEEP_ALIVE : lifetime;
    long jitter = (long) (life.toMillis() / 12.0 * random.nextDouble());
    return granted.plus(life).minus(life.dividedBy(6)).minusMillis(jitter);
  }
}
