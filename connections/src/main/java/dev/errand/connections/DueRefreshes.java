package dev.errand.connections;

import dev.errand.connections.RefreshLeases.Leased;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refreshes connections ahead of time, in batches. Several instances may work side by side: each
 * takes leases on connections that no other has.
 */
public final class DueRefreshes {

  private static final Logger log = LoggerFactory.getLogger(DueRefreshes.class);

  private final RefreshLeases leases;
  private final Refresh refresh;
  private final Executor threads;
  private final Clock clock;

  DueRefreshes(RefreshLeases leases, Refresh refresh, Executor threads, Clock clock) {
    this.leases = leases;
    this.refresh = refresh;
    this.threads = threads;
    this.clock = clock;
  }

  /**
   * Refreshes one batch at once, and returns when all of it has ended.
   *
   * @return how many were due; fewer than asked for: no more are, for now
   * @throws OutOfReach if the store cannot be reached
   */
  public int refreshBatch(int max) {
    List<Leased> due = leases.takeDue(clock.instant(), max);
    CompletableFuture.allOf(
            due.stream()
                .map(leased -> CompletableFuture.runAsync(() -> refresh(leased), threads))
                .toArray(CompletableFuture<?>[]::new))
        .join();
    return due.size();
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
    }
  }
}
