package dev.errand.e2e;

import dev.errand.e2e.oracle.Audited;
import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.Oracles;
import dev.errand.local.ServerProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The promises on everything at once: real broker, real database, real processes. */
class PromisesTest {

  private static final List<String> WORKERS = List.of("note-worker", "mail-worker");

  @Test
  void aThousandMixedCommandsOfFiftyPeopleAreEachDoneOnceInOrderAsTheirUser() {
    try (Burst burst = new Burst(1)) {
      burst.publishAll().awaitAll();
      hold(burst.evidence());
    }
  }

  @Test
  void workersKilledInTheMiddleAndStartedAgainChangeNothingOfThat() {
    try (Burst burst = new Burst(2)) {
      burst.publishAll().awaitResults(300);
      TestStack.shared().kill(WORKERS);
      var _ = TestStack.shared().stack().up();
      burst.awaitAll();
      hold(burst.evidence());
    }
  }

  @Test
  void aWorkerThatJoinsAndOneThatLeavesInOrderChangeNothingOfThat() {
    try (Burst burst = new Burst(3)) {
      burst.publishAll().awaitResults(200);
      ServerProcess second = TestStack.shared().stack().another("note-worker");
      burst.awaitResults(600);
      second.stop(Duration.ofSeconds(30));
      burst.awaitAll();
      hold(burst.evidence());
    }
  }

  private static void hold(Evidence evidence) {
    Oracles.assertAllHold(evidence);
    Oracles.assertHold(List.of(Audited.now(evidence, TestStack.shared().stack().database())));
  }
}
