package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Usage;
import dev.errand.schemas.UserId;
import java.util.List;

/**
 * Where else a user's commands lie. All are in one partition, except after the number of partitions
 * grew: then those sent before may be in another one, and go first. Asked by every head that is
 * about to run; must be quick and must not throw.
 */
@FunctionalInterface
public interface Elsewhere {

  /** For topics that never grow. */
  Elsewhere NOWHERE = (partition, user, offset) -> false;

  /**
   * Whether a command of this user may have been sent earlier, to another partition, and not be
   * over; or what such commands took from the user's limits is not known yet.
   */
  boolean hasEarlier(Partition partition, UserId user, long offset);

  /**
   * What the user's commands in partitions that others own have taken from the limits, oldest
   * first. Told once for each time the partition is taken over, when {@link #hasEarlier} says no.
   */
  default List<Usage> takeUsage(Partition partition, UserId user) {
    return List.of();
  }

  /**
   * Whether commands of this user may also run here, or lately have, for another partition that is
   * ours: then what was counted for them still counts when this partition is taken over.
   */
  default boolean countedHere(Partition partition, UserId user) {
    return false;
  }
}
