package dev.errand.runtime.kafka;

import dev.errand.pipeline.journal.Usage;
import dev.errand.runtime.postgres.PartitionCounts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a journal knows of a topic that always had as many partitions. */
final class NeverGrew implements PartitionCounts {
  @Override
  public List<Seen> seen(String topic, int count) {
    return List.of();
  }

  @Override
  public void settle(String topic, int count) {}

  @Override
  public Map<Integer, Long> readTo(String topic) {
    return Map.of();
  }

  @Override
  public Set<Place> pendingAt(String topic, Collection<Place> places) {
    return Set.of();
  }

  @Override
  public List<Usage> usage(String topic, Collection<Place> places) {
    return List.of();
  }

  @Override
  public List<Place> pendingBelow(String topic, int partition) {
    return List.of();
  }
}
