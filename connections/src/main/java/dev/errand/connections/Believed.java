package dev.errand.connections;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether what was read of a connection some time ago can be taken for what is stored: it was read
 * just now, or all changes since are told. Safe for use by many threads.
 */
final class Believed {

  /**
   * A disconnect holds within a second of its commit; what is left of the second is for the call to
   * be begun.
   */
  static final Duration FOR = Duration.ofMillis(700);

  private final LongSupplier nanos;
  private volatile Told told;

  Believed(LongSupplier nanos) {
    this.nanos = nanos;
    this.told = Told.NOTHING;
  }

  /** Between which moments all changes were told. */
  private record Told(boolean anything, long from, long until) {

    static final Told NOTHING = new Told(false, 0, 0);
  }

  void told(long from, long until) {
    told = new Told(true, from, until);
  }

  boolean is(TokenCache.Entry entry) {
    long now = nanos.getAsLong();
    Told known = told;
    return isFresh(entry.readAt(), now)
        || (known.anything() && entry.readAt() - known.from() >= 0 && isFresh(known.until(), now));
  }

  private static boolean isFresh(long moment, long now) {
    return now - moment < FOR.toNanos();
  }
}
