package dev.errand.connections;

import java.time.Duration;

/**
 * How tokens are kept and refreshed.
 *
 * @param margin a token with less time left than this is not given: longer than a call takes
 * @param longestWait the longest an answer may take, refresh by others included
 * @param unusedFor how long an opened token is kept that nobody asks for
 * @param cached how many opened tokens are held at most, some 3 KB each
 * @param keepTrying how long freshly granted tokens wait for a store that is away
 * @param refreshesPerSecond how often all processes together ask a provider's token endpoint to
 *     refresh, in any second
 */
public record TokenSettings(
    Duration margin,
    Duration longestWait,
    Duration unusedFor,
    int cached,
    Duration keepTrying,
    int refreshesPerSecond) {

  public static final TokenSettings DEFAULT =
      new TokenSettings(
          Duration.ofSeconds(60),
          Duration.ofSeconds(20),
          Duration.ofHours(1),
          20_000,
          Duration.ofMinutes(2),
          50);

  public TokenSettings {
    if (!longestWait.isPositive() || cached < 1 || refreshesPerSecond < 1) {
      throw new IllegalArgumentException("A wait, a cache and a pace have some size");
    }
  }

  public TokenSettings withRefreshesPerSecond(int most) {
    return new TokenSettings(margin, longestWait, unusedFor, cached, keepTrying, most);
  }
}
