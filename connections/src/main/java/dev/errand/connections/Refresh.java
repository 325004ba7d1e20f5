package dev.errand.connections;

import dev.errand.connections.RefreshLeases.Lease;
import dev.errand.connections.RefreshLeases.Taking;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refresh protocol over all processes, the same in workers and in the refresher: whoever holds
 * the lease refreshes ({@link Renew}), the others wait for the new version, for a bounded time.
 *
 * <p>Safe for use by many threads.
 */
final class Refresh {

  private static final Logger log = LoggerFactory.getLogger(Refresh.class);

  private final ConnectionStore connections;
  private final RefreshLeases leases;
  private final Renew renew;
  private final Waiting waiting;

  /** Held for reading by each refresh in flight, and for writing for ever once this stops. */
  private final StampedLock running = new StampedLock();

  /**
   * @param waiting for somebody else's refresh
   */
  Refresh(ConnectionStore connections, RefreshLeases leases, Renew renew, Waiting waiting) {
    this.connections = connections;
    this.leases = leases;
    this.renew = renew;
    this.waiting = waiting;
  }

  /** Refreshes this version of the connection, or waits until somebody else has. */
  Refreshed refresh(Connection connection) {
    Waiting.Turn turn = waiting.begin();
    do {
      switch (leases.take(connection)) {
        case Taking.Taken(Lease lease) -> {
          return underLease(connection, lease);
        }
        case Taking.Resting(Duration left) -> {
          return new Refreshed.NotNow("the last refresh failed a moment ago", left);
        }
        case Taking.Busy() -> {
          if (!connections.holds(connection)) {
            return new Refreshed.Changed();
          }
        }
      }
    } while (turn.next());
    return new Refreshed.NotNow("another process refreshes it", Duration.ofSeconds(1));
  }

  /** As {@link #refresh}, with the lease in hand; gives it back. */
  Refreshed underLease(Connection connection, Lease lease) {
    Duration rest = Duration.ofSeconds(1);
    try {
      Refreshed refreshed = unlessStopping(connection, lease);
      rest = refreshed instanceof Refreshed.NotNow(_, Duration after) ? after : Duration.ZERO;
      return refreshed;
    } finally {
      release(lease, rest);
    }
  }

  private Refreshed unlessStopping(Connection connection, Lease lease) {
    long inFlight = running.tryReadLock();
    if (inFlight == 0) {
      return new Refreshed.NotNow("this instance stops", Duration.ofSeconds(1));
    }
    try {
      // Whoever had the lease before us may have refreshed since the connection was read.
      return connections.holds(connection)
          ? renew.renew(connection, lease)
          : new Refreshed.Changed();
    } finally {
      running.unlockRead(inFlight);
    }
  }

  /**
   * Begins no refresh any more, and waits for those in flight: a process that ends with an answer
   * of Notion in hand takes the person's grant with it.
   */
  void stop(Duration longest) {
    try {
      if (running.tryWriteLock(longest.toMillis(), TimeUnit.MILLISECONDS) == 0) {
        log.error("Refreshes are still in flight; whoever they are for may have to reconnect");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void release(Lease lease, Duration rest) {
    try {
      leases.release(lease, rest);
    } catch (OutOfReach away) {
      log.debug("A refresh lease was not given back; it lapses by itself");
    }
  }
}
