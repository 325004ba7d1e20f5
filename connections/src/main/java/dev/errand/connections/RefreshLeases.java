package dev.errand.connections;

import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who may refresh a connection now, over all processes. A lease lapses by itself; it is longer than
 * the longest call. It spares the provider and the person a second refresh; what makes a late owner
 * harmless is that it begins no call any more, and the compare-and-set on the version.
 *
 * <p>Every method throws {@link OutOfReach} if the store cannot be reached.
 */
public interface RefreshLeases {

  /** Takes the lease, if nobody has it and the connection is not at rest. */
  Taking take(Connection connection);

  /**
   * Gives the lease back. Does nothing if it has lapsed and somebody else has it.
   *
   * @param rest how long nobody is to try again; zero if at once
   */
  void release(Lease lease, Duration rest);

  /** Takes the leases of active connections whose refresh is due, the oldest first. */
  List<Leased> takeDue(Instant now, int max);

  /** Since when the active connection that waits longest is due; empty if none is. */
  Optional<Instant> oldestDue(Instant now);

  /**
   * A lease in hand.
   *
   * @param epoch grows with each taking, so that a late owner does not give back another's lease
   * @param end until when it is surely ours, as {@link System#nanoTime}
   */
  record Lease(UserId user, ConnectionId connection, String owner, long epoch, long end) {}

  /** A connection, and the lease on it. */
  record Leased(Connection connection, Lease lease) {}

  /** Whether the lease was had. */
  sealed interface Taking {

    record Taken(Lease lease) implements Taking {}

    /** Somebody refreshes it right now. */
    record Busy() implements Taking {}

    /** It was tried, and is not to be tried before this has passed. */
    record Resting(Duration left) implements Taking {}
  }
}
