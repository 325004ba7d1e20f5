package dev.errand.pipeline.limits;

import dev.errand.pipeline.Limit;
import org.jspecify.annotations.Nullable;

/**
 * The steps in which bulk takes a limit: its share of the amount, spread over the window. Whoever
 * is late for a step catches up, by a twentieth of the window at most: what is caught up with
 * leaves a gap of that length in every window after it. Not thread-safe.
 */
final class EvenSteps {

  private static final int SLACK = 20;

  private @Nullable Long next;

  long waitNanos(long now) {
    return next == null ? 0 : Math.max(0, next - now);
  }

  void take(long amount, Limit limit, long now) {
    long window = limit.window().toNanos();
    long latest = now - window / SLACK;
    long from = next == null || latest - next > 0 ? latest : next;
    next = from + Math.ceilDiv(window, limit.ofBulk()) * amount;
  }
}
