package dev.errand.connections;

import dev.errand.connections.RefreshLeases.Leased;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes connections ahead of time. Several instances may work side by side: each takes leases
 * on connections that no other has. For one thread that asks again and again.
 */
public final class DueRefreshes {

  private static final Logger log = LoggerFactory.getLogger(DueRefreshes.class);

  private final RefreshLeases leases;
  private final Refresh refresh;
  private final Executor threads;
  private final Clock clock;
  private final Object ends = new Object();
  private int running;

  DueRefreshes(RefreshLeases leases, Refresh refresh, Executor threads, Clock clock) {
    this.leases = leases;
    this.refresh = refresh;
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * Begins to refresh what is due, as soon as at most half of what was begun before is still under
   * way: one that takes long holds up nobody.
   *
   * @param atOnce how many are under way at most
   * @return how many were begun; 0: no more are due, for now
   * @throws OutOfReach if the store cannot be reached
   */
  public int refreshSome(int atOnce) {
    int room = awaitRoom(atOnce);
    int begun = 0;
    try {
      List<Leased> due = room == 0 ? List.of() : leases.takeDue(clock.instant(), room);
      for (Leased each : due) {
        threads.execute(() -> refresh(each));
        begun++;
      }
    } finally {
      ended(room - begun);
    }
    return begun;
  }

  /** How long the one that waits longest is due; zero if none is. */
  public Duration oldestOverdue() {
    return leases
        .oldestDue(clock.instant())
        .map(due -> Duration.between(due, clock.instant()))
        .orElse(Duration.ZERO);
  }

  /** One that fails does not stop the others: its lease rests, and it is due again later. */
  private void refresh(Leased leased) {
    try {
      refresh.underLease(leased.connection(), leased.lease());
    } catch (OutOfReach | SealBroken thrown) {
      log.atError()
          .addKeyValue("userId", leased.connection().user())
          .addKeyValue("provider", leased.connection().provider().wireName())
          .addKeyValue("outcome", thrown.getMessage())
          .log("A due refresh failed; it is tried again when its lease has rested");
    } finally {
      ended(1);
    }
  }

  /** The room that there is, which is the caller's from now on; 0 to whoever is interrupted. */
  private int awaitRoom(int atOnce) {
    synchronized (ends) {
      try {
        while (running > atOnce / 2) {
          ends.wait(); // each refresh ends in bounded time
        }
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        return 0;
      }
      int room = atOnce - running;
      running = atOnce;
      return room;
    }
  }

  private void ended(int count) {
    synchronized (ends) {
      running -= count;
      ends.notifyAll();
    }
  }
}
