package dev.errand.bench;

import java.util.Arrays;
import java.util.Collection;

/** The spread of some measured times, by the nearest-rank method: each is one that was measured. */
final class Percentiles {

  private final long[] sorted;

  private Percentiles(long[] sorted) {
    this.sorted = sorted;
  }

  /**
   * Of at least one.
   *
   * @param nanos in any order
   */
  static Percentiles of(Collection<Long> nanos) {
    if (nanos.isEmpty()) {
      throw new IllegalArgumentException("Nothing was measured");
    }
    long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return new Percentiles(sorted);
  }

  /**
   * The smallest measured time that so many percent of all do not exceed.
   *
   * @param percent 1 to 100
   */
  long at(int percent) {
    long rank = Math.ceilDiv((long) sorted.length * percent, 100);
    return sorted[Math.toIntExact(rank) - 1];
  }

  long max() {
    return sorted[sorted.length - 1];
  }
}
