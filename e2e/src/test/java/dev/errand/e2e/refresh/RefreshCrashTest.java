package dev.errand.e2e.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.e2e.TestStack;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Processes die or stand still at each point of a refresh, while hundreds of callers of each person
 * wait: a worker and a refresher are killed with many refreshes in hand, another worker is stopped
 * until its leases are another's, and whoever is left has to cope.
 *
 * <p>Judged by the sandbox's ledger: no refresh token of Notion is sent after it was used up,
 * except where the answer that brought the next one died with its process or is late; a grant is
 * lost where it died, and nowhere else, and its person is told, once. {@code
 * -Derrand.refresh-crashes=20} for more rounds.
 */
class RefreshCrashTest {

  private static final int ROUNDS = Integer.getInteger("errand.refresh-crashes", 1);

  private final TestStack stack = TestStack.shared();

  @Test
  void onlyAnAnswerThatDiedWithItsProcessCostsAGrantAndItsPersonIsTold() {
    List<String> broken = new ArrayList<>();
    try (Holder survivor = new Holder(stack, "note-worker", "surviving-worker")) {
      survivor.launch();
      for (int number = 1; number <= ROUNDS; number++) {
        try (RefreshRound round = new RefreshRound(stack, survivor)) {
          round.run();
          broken.addAll(round.violations());
        }
      }
    }
    assertThat(broken).isEmpty();
  }
}
