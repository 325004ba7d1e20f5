package dev.errand.pipeline.journal;

import java.util.List;

/**
 * What one poll brought from one partition.
 *
 * @param known what its owner knows the journal to have: all before this offset. A journal that has
 *     less lost its end, as a database does at a failover to a standby that lagged; then the
 *     records in between are not in here
 * @param nextOffset the offset after the last record, also of those that were dropped
 */
public record Arrivals(Fence fence, long known, long nextOffset, List<Arrival> arrivals) {

  public Arrivals {
    arrivals = List.copyOf(arrivals);
  }

  /** Of an owner who knows nothing of what the journal has. */
  public Arrivals(Fence fence, long nextOffset, List<Arrival> arrivals) {
    this(fence, 0, nextOffset, arrivals);
  }
}
