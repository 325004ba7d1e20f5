package dev.errand.pipeline.journal;

import dev.errand.schemas.Command;
import dev.errand.schemas.Status;
import java.time.Instant;

/** Where a command is that was taken in, or not. */
public sealed interface Whereabouts {

  /** Its time has not come. */
  record Postponed(Command command, Instant acceptedAt) implements Whereabouts {}

  /**
   * It stands in an order.
   *
   * @param attempted whether something was written down that was done for it
   */
  record InOrder(Partition partition, Queued queued, boolean attempted) implements Whereabouts {}

  record Ended(Status status) implements Whereabouts {}

  /** There is none of that id, or its result is forgotten. */
  record Nowhere() implements Whereabouts {}
}
