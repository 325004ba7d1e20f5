package dev.errand.e2e;

import dev.errand.e2e.oracle.Evidence;
import dev.errand.e2e.oracle.Oracles;
import dev.errand.local.ServerProcess;
import dev.errand.schemas.Topics;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The token that is used always belongs to the command's user, while partitions, and with them
 * everybody's tokens, go from one worker to another all the time.
 *
 * <p>{@code -Derrand.own-token=20000} for the long form, with so many commands of fifty people.
 */
class OwnTokenTest {

  private static final int COMMANDS = Integer.getInteger("errand.own-token", 400);
  private static final int PEOPLE = COMMANDS < 5_000 ? 10 : 50;

  /** The limits of the providers let it go on for so long: 180 calls a minute for each. */
  private static final Duration PATIENCE = Duration.ofMinutes(5).plusMillis(60L * COMMANDS);

  private static final Map<String, Topics> WORKERS =
      Map.of("note-worker", Topics.NOTE, "mail-worker", Topics.MAIL);

  private int joined;
  private int left;
  private int killed;

  @Test
  void whileWorkersComeAndGoEachCallIsMadeWithTheTokenOfItsUser() {
    Burst.Size size = new Burst.Size(PEOPLE, COMMANDS, COMMANDS / PEOPLE);
    try (Burst burst = new Burst(4, size)) {
      burst.publishAll();
      long begin = System.nanoTime();
      do {
        WORKERS.forEach((worker, topics) -> comesAndGoes(burst, worker, topics));
      } while (!burst.isComplete() && joined < COMMANDS);
      burst.awaitAll(PATIENCE);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);

      Evidence evidence = burst.evidence();
      System.out.printf(
          "own token: %d people, %d commands, %d calls; workers: %d joined, %d left, %d killed;"
              + " %d s%n",
          PEOPLE, COMMANDS, evidence.calls().size(), joined, left, killed, took.toSeconds());
      Oracles.assertAllHold(evidence);
    }
  }

  private void comesAndGoes(Burst burst, String worker, Topics topics) {
    ServerProcess second = TestStack.shared().stack().another(worker);
    joined++;
    if (!burst.isComplete(topics)) {
      burst.awaitSome(topics, 1);
    }
    if (joined % 5 == 0) {
      second.kill();
      killed++;
    } else {
      second.stop(Duration.ofSeconds(30));
      left++;
    }
  }
}
