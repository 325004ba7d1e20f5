package dev.errand.runtime.postgres;

import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How many partitions a topic has and had, and what the journal holds in each. Thread-safe. */
public interface PartitionCounts {

  /**
   * A number of partitions.
   *
   * @param since when it was first seen, by the database's clock
   */
  record Seen(int count, Instant since) {}

  /** A user in a partition. */
  record Place(UserId user, int partition) {}

  /** Notes a topic's count, and tells all that matter still, smallest first. */
  List<Seen> seen(String topic, int count);

  /** Nothing of what was sent when there were fewer partitions is left. */
  void settle(String topic, int count);

  /** How far each partition was taken in. */
  Map<Integer, Long> readTo(String topic);

  /** Those of the places where commands wait. */
  Set<Place> pendingAt(String topic, Collection<Place> places);

  /** Everyone with commands in the partitions below a number. */
  List<Place> pendingBelow(String topic, int partition);
}
