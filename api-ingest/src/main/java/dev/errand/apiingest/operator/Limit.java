package dev.errand.apiingest.operator;

import dev.errand.apiingest.problem.MayBe;
import org.jspecify.annotations.Nullable;

/** How many at the most, in an address: 1 to 500. */
@MayBe("a whole number from 1 to 500")
record Limit(int value) {

  private static final int MOST = 500;
  private static final int USUAL = 100;

  Limit {
    if (value < 1 || value > MOST) {
      throw new IllegalArgumentException("A limit is from 1 to " + MOST);
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Limit of(String text) {
    return new Limit(Integer.parseInt(text));
  }

  static int orUsual(@Nullable Limit limit) {
    return limit == null ? USUAL : limit.value();
  }
}
