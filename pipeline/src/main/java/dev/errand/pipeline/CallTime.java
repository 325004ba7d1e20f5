package dev.errand.pipeline;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * Until when the call that this thread makes may be begun. Whoever writes its first byte to a
 * socket looks here last: a process that stood still since the call was decided on must not send
 * what others may have looked for in vain, and done, by now.
 */
public final class CallTime {

  private static final ScopedValue<Long> END = ScopedValue.newInstance();

  private CallTime() {}

  /** The call was not begun, and must not be any more. */
  public static final class TooLate extends RuntimeException {

    private TooLate() {
      super("The time in which the call may be begun is over");
    }
  }

  /** Makes the call with so much time from now on. */
  public static <T> T within(Duration time, Supplier<T> call) {
    return ScopedValue.where(END, System.nanoTime() + time.toNanos()).call(call::get);
  }

  /**
   * To be asked right before the first byte; a call without a limit may always be begun.
   *
   * @throws TooLate if it may not
   */
  public static void mayBegin() {
    if (END.isBound() && System.nanoTime() - END.get() >= 0) {
      throw new TooLate();
    }
  }
}
