package dev.errand.pipeline.limits;

import dev.errand.pipeline.Limit;
import dev.errand.schemas.Priority;
import java.util.ArrayDeque;

/**
 * Counts one unit so that no window of the limit's length ever holds more than its amount, wherever
 * it begins.
 *
 * <p>A call counts from when it is taken, and until one window after it <em>ended</em>: the
 * provider counts it at some time in between. If each later call is sent only after the earlier one
 * has left this count, they arrive more than a window apart, however long either was under way.
 *
 * <p>Calls that end within a slice of 1/1024 of the window, counted from the first of them, are
 * kept as one, at the time of the last. So it is at most that much stricter than the limit, and
 * holds at most 1,025 slices. Not thread-safe.
 */
final class SlidingWindow {

  private static final int SLICES = 1024;

  private Limit limit;
  private final long windowNanos;
  private final EvenSteps steps = new EvenSteps();
  private final ArrayDeque<Slice> ended = new ArrayDeque<>();
  private long inWindow;
  private long underWay;

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
   * @return 0 if at once; if calls under way must end first, the shortest time worth waiting
   */
  long waitNanos(long amount, Priority priority, long now) {
    if (amount == 0) {
      return 0;
    }
    return switch (priority) {
      case INTERACTIVE -> waitNanos(amount, limit.amount(), now);
      case BULK ->
          Math.max(waitNanos(amount, limit.ofBulk(), now), limit.even() ? steps.waitNanos(now) : 0);
    };
  }

  private long waitNanos(long amount, long most, long now) {
    forget(now);
    long excess = underWay + inWindow + Math.min(amount, most) - most;
    if (excess <= 0) {
      return 0;
    }
    for (Slice slice : ended) {
      excess -= slice.amount;
      if (excess <= 0) {
        return slice.last + windowNanos - now;
      }
    }
    return windowNanos / SLICES;
  }

  void take(long amount, Priority priority, long now) {
    underWay += amount;
    if (priority == Priority.BULK && limit.even()) {
      steps.take(amount, limit, now);
    }
  }

  /** Also for a call that was not taken here: it was sent, so it counts. */
  void end(long amount, long now) {
    underWay -= Math.min(amount, underWay);
    count(amount, now);
  }

  /** Counts a call that ended then. */
  void count(long amount, long then) {
    inWindow += amount;
    Slice newest = ended.peekLast();
    if (newest != null && then - newest.first < windowNanos / SLICES) {
      ended.removeLast();
      long last = then - newest.last > 0 ? then : newest.last;
      ended.addLast(new Slice(newest.first, last, newest.amount + amount));
    } else {
      ended.addLast(new Slice(then, then, amount));
    }
  }

  boolean empty(long now) {
    forget(now);
    return underWay + inWindow == 0;
  }

  private void forget(long now) {
    for (Slice oldest = ended.peekFirst();
        oldest != null && now - oldest.last >= windowNanos;
        oldest = ended.peekFirst()) {
      inWindow -= oldest.amount;
      ended.removeFirst();
    }
  }

  /** Calls that ended between the first and the last of them. */
  private record Slice(long first, long last, long amount) {}
}
