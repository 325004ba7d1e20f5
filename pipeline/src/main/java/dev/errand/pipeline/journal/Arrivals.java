package dev.errand.pipeline.journal;

import java.util.List;

/**
 * What one poll brought from one partition.
 *
 * @param nextOffset the offset after the last record, also of those that were dropped
 */
public record Arrivals(Fence fence, long nextOffset, List<Arrival> arrivals) {

  public Arrivals {
    arrivals = List.copyOf(arrivals);
  }
}
