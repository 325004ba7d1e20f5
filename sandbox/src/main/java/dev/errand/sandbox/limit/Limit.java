package dev.errand.sandbox.limit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * So many units in so much time.
 *
 * @param amount 0 switches the limit off
 * @param told how long whoever is refused is told to wait; absent: until there is room
 */
public record Limit(long amount, Duration window, @Nullable Duration told) {

  public static final Limit OFF = new Limit(0, Duration.ofSeconds(1));

  public Limit {
    if (amount < 0 || !window.isPositive()) {
      throw new IllegalArgumentException("A limit has an amount and a window");
    }
  }

  public Limit(long amount, Duration window) {
    this(amount, window, null);
  }

  Duration told(Duration untilRoom) {
    return told == null ? untilRoom : told;
  }
}
