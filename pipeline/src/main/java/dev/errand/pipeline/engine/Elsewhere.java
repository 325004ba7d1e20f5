package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.Partition;
import dev.errand.schemas.UserId;

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
   * over.
   */
  boolean hasEarlier(Partition partition, UserId user, long offset);
}
