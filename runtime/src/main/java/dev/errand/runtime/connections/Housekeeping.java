package dev.errand.runtime.connections;

import dev.errand.connections.ConsentFlows;
import dev.errand.connections.OutOfReach;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/** Announces what a crash or a broker kept back, and forgets the consents nobody completed. */
final class Housekeeping implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final AnnounceChanges announce;
  private final ConsentFlows flows;
  private final Clock clock;
  private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
  private volatile @Nullable ScheduledFuture<?> tidying;

  Housekeeping(AnnounceChanges announce, ConsentFlows flows, Clock clock) {
    this.announce = announce;
    this.flows = flows;
    this.clock = clock;
    this.scheduler.setVirtualThreads(true);
    this.scheduler.setThreadNamePrefix("connections-housekeeping-");
  }

  @Override
  public void start() {
    tidying = scheduler.scheduleWithFixedDelay(this::tidy, PAUSE);
  }

  private void tidy() {
    try {
      announce.catchUp();
      flows.removeExpired(clock.instant());
    } catch (OutOfReach away) {
      log.debug("The store is away; tidying up waits");
    }
  }

  @Override
  public void stop() {
    ScheduledFuture<?> task = tidying;
    if (task != null) {
      task.cancel(true);
      tidying = null;
    }
  }

  @Override
  public boolean isRunning() {
    return tidying != null;
  }
}
