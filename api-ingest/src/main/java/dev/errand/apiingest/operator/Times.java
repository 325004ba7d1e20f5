package dev.errand.apiingest.operator;

import dev.errand.apiingest.problem.NotUnderstood;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A time range in an address. */
final class Times {

  private Times() {}

  /**
   * Refuses one in which nothing can be.
   *
   * @throws NotUnderstood if it ends before it begins
   */
  static void requireOrder(@Nullable Instant from, @Nullable Instant to) {
    if (from != null && to != null && to.isBefore(from)) {
      throw new NotUnderstood("to is before from");
    }
  }
}
