package dev.errand.runtime.postgres;

import dev.errand.pipeline.journal.Usage;
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
   * @param settled whether nothing of what was sent then is left
   */
  record Seen(int count, Instant since, boolean settled) {}

  /** A user in a partition. */
  record Place(UserId user, int partition) {}

  /**
   * Notes a topic's count, and tells all that matter still, smallest first: those settled, for a
   * day more.
   */
  List<Seen> seen(String topic, int count);

  /** Nothing of what was sent when there were fewer partitions is left. */
  void settle(String topic, int count);

  /** How far each partition was taken in. */
  Map<Integer, Long> readTo(String topic);

  /** Those of the places where commands wait. */
  Set<Place> pendingAt(String topic, Collection<Place> places);

  /** What ended commands at these places took from the limits in the last day, oldest first. */
  List<Usage> usage(String topic, Collection<Place> places);

  /** Everyone with commands in the partitions below a number. */
  List<Place> pendingBelow(String topic, int partition);
}
