package dev.errand.runtime.kafka;

import java.util.Map;
import java.util.Set;

/** A topic of one partition, of which nobody needs to know more. */
final class OnePartition implements TopicFacts {
  @Override
  public int partitions() {
    return 1;
  }

  @Override
  public Map<Integer, Long> ends(Set<Integer> partitions) {
    return Map.of();
  }

  @Override
  public void close() {}
}
