package dev.errand.sandbox.graph;

import java.time.Duration;
import java.util.Arrays;

/**
 * Counts calls in the last while, exactly, refused ones too: they accrue like all others. Keeps the
 * times of the newest calls, as many as are allowed. Not thread-safe.
 */
final class SlidingWindow {

  private final int limit;
  private final long lengthMillis;
  private long[] times = new long[16];
  private int newest = -1;
  private int size;

  SlidingWindow(int limit, Duration length) {
    this.limit = limit;
    this.lengthMillis = length.toMillis();
  }

  /** Notes a call; the milliseconds until one more would have fitted, 0 if this one did. */
  long take(long nowMillis) {
    long wait =
        size < limit ? 0 : Math.max(0, times[(newest + 1) % size] + lengthMillis - nowMillis);
    note(nowMillis);
    return wait;
  }

  private void note(long nowMillis) {
    if (size < limit) {
      if (size == times.length) {
        times = Arrays.copyOf(times, Math.min(limit, size * 2));
      }
      size++;
      newest = size - 1;
    } else {
      newest = (newest + 1) % size;
    }
    times[newest] = nowMillis;
  }
}
