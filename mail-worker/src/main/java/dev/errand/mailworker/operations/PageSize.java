package dev.errand.mailworker.operations;

import dev.errand.mailworker.letter.Invalid;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many mails one answer has at most. Large pages make Graph answer 504. */
final class PageSize {

  static final int LARGEST = 100;

  private static final int USUAL = 20;

  private PageSize() {}

  /** What was asked for, or the usual. */
  static int of(@Nullable Integer asked) {
    int limit = Objects.requireNonNullElse(asked, USUAL);
    if (limit < 1 || limit > LARGEST) {
      throw Invalid.because("The limit is not between 1 and 100.", "Give another limit.");
    }
    return limit;
  }
}
