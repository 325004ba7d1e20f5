package dev.errand.apiingest.audit;

import dev.errand.apiingest.problem.MayBe;
import dev.errand.runtime.audit.read.AuditTrail;
import org.jspecify.annotations.Nullable;

/** How many lines at the most, in an address. */
@MayBe("a whole number from 1 to " + AuditTrail.MOST)
record Lines(int value) {

  private static final int USUAL = 50;

  Lines {
    if (value < 1 || value > AuditTrail.MOST) {
      throw new IllegalArgumentException("From 1 to " + AuditTrail.MOST + " lines");
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Lines of(String text) {
    return new Lines(Integer.parseInt(text));
  }

  static int orUsual(@Nullable Lines lines) {
    return lines == null ? USUAL : lines.value();
  }
}
