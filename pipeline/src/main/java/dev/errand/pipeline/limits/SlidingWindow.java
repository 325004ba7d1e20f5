package dev.errand.pipeline.limits;

import dev.errand.pipeline.Limit;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * Counts one unit so that no window of the limit's length ever holds more than its amount, wherever
 * it begins.
 *
 * <p>A call counts from when it is taken, and until one window after it <em>ended</em>: the
 * provider counts it at some time in between. If each later call is sent only after the earlier one
 * has left this count, they arrive more than a window apart, however long either was under way.
 *
 * <p>Calls that end within a 1/1024 of the window are kept as one, at the later time. So it is at
 * most that much stricter than the limit, and holds at most 1,025 entries. Not thread-safe.
 */
final class SlidingWindow {

  private static final int SLICES = 1024;

  private Limit limit;
  private final long windowNanos;
  private final ArrayDeque<Ended> ended = new ArrayDeque<>();
  private long used;

  SlidingWindow(Limit limit) {
    this.limit = limit;
    windowNanos = limit.window().toNanos();
  }

  boolean counts(Limit other) {
    return limit.unit() == other.unit() && limit.window().equals(other.window());
  }

  void adopt(Limit other) {
    limit = other;
  }

  Limit limit() {
    return limit;
  }

  /**
   * How long until so much may be taken.
   *
   * @param most what may be used in all, which is less than the limit for bulk
   * @return 0 if at once; if calls under way must end first, the shortest time worth waiting
   */
  long waitNanos(long amount, long most, long now) {
    forget(now);
    long excess = used + Math.min(amount, most) - most;
    if (excess <= 0) {
      return 0;
    }
    for (Ended entry : ended) {
      excess -= entry.amount;
      if (excess <= 0) {
        return entry.until - now;
      }
    }
    return windowNanos / SLICES;
  }

  void take(long amount) {
    used += amount;
  }

  void end(long amount, long now) {
    long until = now + windowNanos;
    Ended last = ended.peekLast();
    if (last != null && until - last.until < windowNanos / SLICES) {
      ended.removeLast();
      ended.addLast(new Ended(Math.max(until, last.until), last.amount + amount));
    } else {
      ended.addLast(new Ended(until, amount));
    }
  }

  boolean empty(long now) {
    forget(now);
    return used == 0;
  }

  private void forget(long now) {
    for (Iterator<Ended> oldest = ended.iterator(); oldest.hasNext(); ) {
      Ended entry = oldest.next();
      if (entry.until - now > 0) {
        return;
      }
      used -= entry.amount;
      oldest.remove();
    }
  }

  private record Ended(long until, long amount) {}
}
