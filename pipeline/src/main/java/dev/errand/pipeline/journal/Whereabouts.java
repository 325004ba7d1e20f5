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
   * @param attempted whether a step of it was, be that in doubt or done
   * @param ran whether anything is written down that was done for it, or decided
   */
  record InOrder(Partition partition, Queued queued, boolean attempted, boolean ran)
      implements Whereabouts {}

  record Ended(Status status) implements Whereabouts {}

  /** There is none of that id, or its result is forgotten. */
  record Nowhere() implements Whereabouts {}
}
