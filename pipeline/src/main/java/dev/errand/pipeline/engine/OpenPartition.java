package dev.errand.pipeline.engine;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.journal.GatePause;
import dev.errand.pipeline.journal.JournalUnavailable;
import dev.errand.pipeline.journal.Loaded;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the lanes of a partition that was taken over, with all that the journal knows of it: what
 * its users have sent, who has to stay away, which results were not told, and the heads.
 * Thread-safe.
 */
final class OpenPartition {

  private static final Logger log = LoggerFactory.getLogger(OpenPartition.class);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

  private final Outside outside;
  private final EngineSettings settings;
  private final GroupCommit commit;
  private final OtherPartitions others;
  private final Gates gates;
  private final JournalClock clock;
  private final EngineObserver observer;

  OpenPartition(
      Outside outside,
      EngineSettings settings,
      GroupCommit commit,
      OtherPartitions others,
      Gates gates,
      JournalClock clock,
      EngineObserver observer) {
    this.outside = outside;
    this.settings = settings;
    this.commit = commit;
    this.others = others;
    this.gates = gates;
    this.clock = clock;
    this.observer = observer;
  }

  /** Returns when they are open, or the partition is not ours any more. */
  void open(OwnedPartition taken) {
    Ownership ownership = taken.lanes().ownership();
    while (!ownership.stopped()) {
      try {
        long asked = clock.asking();
        Loaded loaded =
            outside.journal().load(ownership.fence(), settings.handover().usageMemory());
        CrashPoint.hit(CrashPoint.LOADED);
        clock.observed(loaded.at(), asked);
        if (ownership.stopped()) {
          return;
        }
        int unrecorded = taken.clean() ? 0 : settings.handover().unrecordedCalls();
        others.restore(ownership.fence().partition(), loaded, unrecorded);
        restoreGates(loaded);
        taken.publish(
            new PublishResults(
                ownership,
                outside.journal(),
                outside.results(),
                commit,
                observer,
                loaded.published(),
                loaded.results()));
        taken.counts().start(loaded);
        taken.lanes().open(loaded, unrecorded);
        return;
      } catch (JournalUnavailable unavailable) {
        observer.journalUnavailable();
        ownership.sleepOrStop(Duration.ofSeconds(1));
      } catch (RuntimeException | Error fault) {
        log.atError()
            .addKeyValue("partition", ownership.fence().partition())
            .setCause(fault)
            .log("A partition's heads cannot be loaded by a fault of ours; tried again in a while");
        ownership.sleepOrStop(AFTER_FAULT);
      }
    }
  }

  private void restoreGates(Loaded loaded) {
    for (GatePause pause : loaded.gates()) {
      gates.restore(pause.gate(), pause.cause(), Duration.between(loaded.at(), pause.notBefore()));
    }
  }
}
