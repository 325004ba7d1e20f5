package dev.errand.apiingest.operator;

import dev.errand.apiingest.problem.MayBe;

/** An offset in an address. Not negative. */
@MayBe("a whole number from 0")
record Offset(long value) {

  Offset {
    if (value < 0) {
      throw new IllegalArgumentException("An offset is not negative");
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Offset of(String text) {
    return new Offset(Long.parseLong(text));
  }
}
