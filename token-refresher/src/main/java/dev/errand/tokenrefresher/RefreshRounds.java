package dev.errand.tokenrefresher;

import dev.errand.connections.DueRefreshes;
import dev.errand.connections.OutOfReach;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Refreshes for as long as anything is due, then pauses; from start to stop of the app. Where
 * nothing leaves the machine it never begins, whatever connections are left from before.
 */
final class RefreshRounds implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RefreshRounds.class);

  private final DueRefreshes due;
  private final RefresherProperties properties;
  private final boolean idle;
  private final Clock clock;
  private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
  private volatile Instant lastRound;
  private volatile @Nullable ScheduledFuture<?> rounds;

  RefreshRounds(DueRefreshes due, RefresherProperties properties, boolean idle, Clock clock) {
    this.due = due;
    this.properties = properties;
    this.idle = idle;
    this.clock = clock;
    this.lastRound = clock.instant();
    scheduler.setVirtualThreads(true);
    scheduler.setThreadNamePrefix("refresh-rounds-");
  }

  /** When the store last answered what is due. */
  Instant lastRound() {
    return lastRound;
  }

  @Override
  public void start() {
    if (idle) {
      log.info(
          "Nothing leaves this machine (errand.local-only), so no token is refreshed: this process"
              + " has nothing to do, and need not run");
      return;
    }
    rounds = scheduler.scheduleWithFixedDelay(this::round, properties.pause());
  }

  private void round() {
    try {
      boolean more = true;
      while (more && !Thread.currentThread().isInterrupted()) {
        more = due.refreshSome(properties.batch()) > 0;
        lastRound = clock.instant();
      }
    } catch (OutOfReach away) {
      log.warn("The store does not answer; the next round comes in {} s", seconds());
    } catch (RuntimeException bug) {
      log.error("A round failed; the next one comes in {} s", seconds(), bug);
    }
  }

  private long seconds() {
    return properties.pause().toSeconds();
  }

  /** What is in flight comes to its end by itself: its answer is stored, or its lease lapses. */
  @Override
  public void stop() {
    ScheduledFuture<?> task = rounds;
    if (task != null) {
      task.cancel(true);
      rounds = null;
    }
  }

  @Override
  public boolean isRunning() {
    return rounds != null;
  }
}
