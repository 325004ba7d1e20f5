package dev.errand.tokenrefresher;

import dev.errand.connections.DueRefreshes;
import dev.errand.connections.OutOfReach;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Refreshes batch after batch while any is due, then pauses; from start to stop of the app. */
final class RefreshRounds implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(RefreshRounds.class);

  private final DueRefreshes due;
  private final RefresherProperties properties;
  private final Clock clock;
  private volatile Instant lastRound;
  private volatile @Nullable Thread thread;

  RefreshRounds(DueRefreshes due, RefresherProperties properties, Clock clock) {
    this.due = due;
    this.properties = properties;
    this.clock = clock;
    this.lastRound = clock.instant();
  }

  /** When the store last answered what is due. */
  Instant lastRound() {
    return lastRound;
  }

  @Override
  public void start() {
    thread = Thread.ofVirtual().name("refresh-rounds").start(this::rounds);
  }

  private void rounds() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        round();
        Thread.sleep(properties.pause());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void round() {
    try {
      while (due.refreshBatch(properties.batch()) == properties.batch()
          && !Thread.currentThread().isInterrupted()) {
        lastRound = clock.instant();
      }
      lastRound = clock.instant();
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
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      thread = null;
    }
  }

  @Override
  public boolean isRunning() {
    return thread != null;
  }
}
