package dev.errand.pipeline;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether the call that this thread makes may be begun. Whoever writes its first byte to a socket
 * looks here last: a process that stood still since the call was decided on must not send what
 * others may have looked for in vain, and done, by now; nor with a token that its person took back.
 */
public final class CallPermission {

  private static final ScopedValue<CallPermission> CURRENT = ScopedValue.newInstance();

  private final long end;
  private final BooleanSupplier tokenHolds;

  private CallPermission(long end, BooleanSupplier tokenHolds) {
    this.end = end;
    this.tokenHolds = tokenHolds;
  }

  /** The call was not begun, and must not be any more. */
  public abstract static sealed class Refused extends RuntimeException {

    private Refused(String why) {
      super(why);
    }
  }

  /** Its time is over. */
  public static final class TooLate extends Refused {

    private TooLate() {
      super("The time in which the call may be begun is over");
    }
  }

  /** Its token is not to be used any more. */
  public static final class TokenGone extends Refused {

    private TokenGone() {
      super("The token of the call is not to be used any more");
    }
  }

  /**
   * Makes the call, which may be begun for so long from now on.
   *
   * @param tokenHolds whether its token may still be used; asked right before its first byte
   */
  public static <T> T within(Duration time, BooleanSupplier tokenHolds, Supplier<T> call) {
    return before(System.nanoTime() + time.toNanos(), tokenHolds, call);
  }

  /**
   * Makes the call, which may be begun until then.
   *
   * @param end by {@link System#nanoTime}
   * @param tokenHolds whether its token may still be used; asked right before its first byte
   */
  public static <T> T before(long end, BooleanSupplier tokenHolds, Supplier<T> call) {
    return ScopedValue.where(CURRENT, new CallPermission(end, tokenHolds)).call(call::get);
  }

  /**
   * To be asked right before the first byte; a call that nobody bounds may always be begun.
   *
   * @throws Refused if it may not
   */
  public static void mayBegin() {
    if (CURRENT.isBound()) {
      CURRENT.get().check();
    }
  }

  /** The clock last: to ask for the token may take a while. */
  private void check() {
    if (!tokenHolds.getAsBoolean()) {
      throw new TokenGone();
    }
    if (System.nanoTime() - end >= 0) {
      throw new TooLate();
    }
  }
}
