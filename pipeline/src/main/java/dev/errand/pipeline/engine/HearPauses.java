package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.GatePause;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.JournalUnavailable;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears of the pauses of workspaces that other workers were told of, so that the people of one
 * workspace stay away together, whoever works for them. Asks the journal once a second; on a thread
 * of its own, so that a journal that hangs holds nothing else up.
 */
final class HearPauses implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(HearPauses.class);

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Journal journal;
  private final Gates gates;
  private final JournalClock clock;
  private final Supplier<? extends Collection<String>> topics;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Hears of nothing yet.
   *
   * @param topics those whose partitions are worked for
   */
  HearPauses(
      Journal journal,
      Gates gates,
      JournalClock clock,
      Supplier<? extends Collection<String>> topics) {
    this.journal = journal;
    this.gates = gates;
    this.clock = clock;
    this.topics = topics;
  }

  /** From now on. */
  void watch() {
    Thread.ofVirtual().name("errand-hear-pauses").start(this::run);
  }

  private void run() {
    try {
      while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        hear();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear() {
    try {
      for (String topic : topics.get()) {
        for (GatePause pause : journal.pauses(topic)) {
          gates.restore(
              pause.gate(), pause.cause(), Duration.between(clock.now(), pause.notBefore()));
        }
      }
    } catch (JournalUnavailable away) {
      log.debug("The journal does not tell of pauses; each worker hears of them by itself");
    } catch (RuntimeException fault) {
      log.atError().setCause(fault).log("Pauses cannot be asked for; it is tried again");
    }
  }

  @Override
  public void close() {
    closing.countDown();
  }
}
