package dev.errand.pipeline;

import java.time.Duration;

/**
 * So much of a unit in any window of that length, for one connection.
 *
 * @param amount 1 or more
 * @param window how long back the provider looks
 * @param reserved how much of the amount only interactive commands may use
 * @param even whether bulk takes it in even steps and not as fast as it can. What was taken evenly
 *     comes back evenly: so whoever waits for a full window waits for a step and not for a window
 * @param source where the provider says so, and when that was read
 */
public record Limit(
    LimitUnit unit, long amount, Duration window, long reserved, boolean even, String source) {

  public Limit {
    if (amount < 1
        || reserved < 0
        || reserved >= amount
        || window.isNegative()
        || window.isZero()) {
      throw new IllegalArgumentException("A limit is at least 1 per window, with less reserved");
    }
  }

  /** One that bulk takes as fast as it can. */
  public Limit(LimitUnit unit, long amount, Duration window, long reserved, String source) {
    this(unit, amount, window, reserved, false, source);
  }

  /** What bulk may use of the amount. */
  public long ofBulk() {
    return amount - reserved;
  }
}
