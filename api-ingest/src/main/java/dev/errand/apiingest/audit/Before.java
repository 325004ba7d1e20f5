package dev.errand.apiingest.audit;

import dev.errand.apiingest.problem.MayBe;
import dev.errand.runtime.audit.read.AuditTrail;
import org.jspecify.annotations.Nullable;

/** The line before which to go on, in an address. Lines are counted from 1. */
@MayBe("a whole number from 1")
record Before(long line) {

  Before {
    if (line < 1) {
      throw new IllegalArgumentException("There is no line before the first one");
    }
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Before of(String text) {
    return new Before(Long.parseLong(text));
  }

  static long orNewest(@Nullable Before before) {
    return before == null ? AuditTrail.NEWEST : before.line();
  }
}
