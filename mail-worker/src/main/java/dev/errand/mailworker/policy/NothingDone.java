package dev.errand.mailworker.policy;

import dev.errand.runtime.http.HttpFailure;
import dev.errand.runtime.http.NoAnswer;
import java.util.function.Supplier;

/**
 * A read that comes before an effect, in the same call, has failed: whatever was answered, the
 * effect was not begun.
 */
public final class NothingDone extends RuntimeException {

  private final transient RuntimeException why;

  private NothingDone(RuntimeException why) {
    super(why.getMessage(), null, false, false);
    this.why = why;
  }

  /** Reads what has to be known before the effect. */
  public static <T> T unless(Supplier<T> read) {
    try {
      return read.get();
    } catch (HttpFailure | NoAnswer failed) {
      throw new NothingDone(failed);
    }
  }

  RuntimeException why() {
    return why;
  }
}
