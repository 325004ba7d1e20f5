package dev.errand.runtime.worker;

import dev.errand.runtime.postgres.DoneDays;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tends the days of {@code done} at the start and every hour, on a thread of its own: a database
 * that hangs holds nobody up, since a day without its table goes to the default one.
 */
final class TendDoneDays implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(TendDoneDays.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final DoneDays days;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("errand-done-days").factory());

  TendDoneDays(DoneDays days) {
    this.days = days;
    var _ = timer.scheduleWithFixedDelay(this::tend, 0, EVERY.toMinutes(), TimeUnit.MINUTES);
  }

  private void tend() {
    try {
      days.tend();
    } catch (RuntimeException failed) {
      log.atWarn()
          .setCause(failed)
          .log("The coming days of results could not be made; it is tried again in an hour");
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
