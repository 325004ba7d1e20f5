package dev.errand.e2e.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.e2e.Burst;
import dev.errand.e2e.TestStack;
import dev.errand.e2e.oracle.Drained;
import dev.errand.e2e.oracle.Oracles;
import dev.errand.pipeline.CrashPoint;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A worker is stopped for longer than its session, another takes its partitions over, and then it
 * goes on where it was: it sends nothing a second time, writes nothing, and holds up nobody.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ZombieTest {

  private static final Burst.Size SIZE = new Burst.Size(9, 60, 5);

  private static final Burst.Size ONE_BY_ONE = new Burst.Size(13, 0, 0);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final TestStack stack = TestStack.shared();

  /** They start once, and each test that is done with one leaves it at work. */
  private final ArmedApp mailWorker = new ArmedApp(stack, Cells.MAIL);

  private final ArmedApp noteWorker = new ArmedApp(stack, Cells.NOTE);
  private ArmedApp worker = mailWorker;

  @AfterEach
  void goOn() {
    worker.trap().clear();
    worker.goOn();
    worker = mailWorker;
    stack.sandbox().admin("DELETE", "/admin/faults", null);
  }

  @AfterAll
  void close() {
    mailWorker.close();
    noteWorker.close();
  }

  @Test
  void stoppedWhileAMailIsBeingSentItSendsNoSecondOne() {
    worker.awaitShare();
    try (Burst burst = new Burst(31, SIZE)) {
      sendingTakes(Duration.ofSeconds(2));
      burst.publishAll();
      await("a mail that is being sent").atMost(PATIENCE).until(this::isSending);
      worker.pause();
      worker.awaitTakenOver();
      burst.awaitAll();
      goOnAndHold(burst);
    }
  }

  /**
   * Notion does again whatever it is asked again; a draft of Outlook can be sent only once. One
   * command at a time: another one may be between its last look at the clock and its socket when
   * all threads stop, which nothing can take back.
   */
  @Test
  void stoppedBetweenTheMarkerAndTheRequestItDoesNotMakeTheRequestLater() {
    worker = noteWorker;
    worker.awaitShare();
    try (Burst burst = new Burst(32, ONE_BY_ONE)) {
      worker.trap().set(CrashPoint.START_MARKED, 1, Mode.PAUSE, "-");
      while (!worker.trap().reached()) {
        burst.publishAnother();
        await("its end, or the point")
            .atMost(PATIENCE)
            .until(() -> worker.trap().reached() || burst.isComplete());
      }
      worker.awaitTakenOver();
      burst.awaitAll();
      goOnAndHold(burst);
    }
  }

  @Test
  void stoppedWhileItTakesCommandsInTheyAreRunOnceByWhoeverComesAfter() {
    worker.awaitShare();
    try (Burst burst = new Burst(33, SIZE)) {
      stopAt(CrashPoint.INGEST_UNCOMMITTED, burst);
      worker.awaitTakenOver(); // or it waits, for the few seconds that PostgreSQL allows
      goOnAndHold(burst);
    }
  }

  /** A machine that is frozen keeps its connections open for as long as it likes. */
  @Test
  void stoppedForGoodWithATransactionOpenItHoldsNobodyUp() {
    worker.awaitShare();
    try (Burst burst = new Burst(34, SIZE)) {
      stopAt(CrashPoint.FLUSH_UNCOMMITTED, burst);
      burst.awaitAll();
      goOnAndHold(burst);
    }
  }

  private void sendingTakes(Duration time) {
    ObjectNode rule = JsonMapper.shared().createObjectNode().put("area", "graph");
    rule.put("method", "POST").put("route", "/graph/v1.0/me/messages/{id}/send");
    rule.putObject("fault").put("when", "before").put("delayMillis", time.toMillis());
    stack.sandbox().admin("POST", "/admin/faults", rule);
  }

  private boolean isSending() {
    return worker
            .owners()
            .number(
                """
                select count(*) from attempt
                join lane_owner using (topic, part) join watched.owner using (owner)
                where step = 'send-draft' and output is null
                """)
        > 0;
  }

  private void stopAt(String point, Burst burst) {
    worker.trap().set(point, 1, Mode.PAUSE, "-");
    burst.publishAll();
    worker.trap().awaitReached(PATIENCE);
  }

  private void goOnAndHold(Burst burst) {
    worker.goOn();
    burst.awaitAll();
    worker.awaitShare(); // by then it has found out, and done whatever it did before
    Oracles.assertHold(List.of(worker.writes()));
    await("everything is told")
        .atMost(PATIENCE)
        .untilAsserted(
            () -> assertThat(Drained.now(stack.stack().database()).violations()).isEmpty());
    Oracles.assertAllHold(burst.evidence());
  }
}
