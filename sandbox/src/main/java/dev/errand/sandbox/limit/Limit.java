package dev.errand.sandbox.limit;

import java.time.Duration;

/**
 * So many units in so much time.
 *
 * @param amount 0 switches the limit off
 */
public record Limit(long amount, Duration window) {

  public static final Limit OFF = new Limit(0, Duration.ofSeconds(1));

  public Limit {
    if (amount < 0 || !window.isPositive()) {
      throw new IllegalArgumentException("A limit has an amount and a window");
    }
  }
}
