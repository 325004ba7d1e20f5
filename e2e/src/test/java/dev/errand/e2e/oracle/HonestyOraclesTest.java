package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Caught.only;
import static dev.errand.e2e.oracle.Planted.ANN;
import static dev.errand.e2e.oracle.Planted.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * An unknown end without a doubt, and a failure before its time, are seen when they are planted.
 */
class HonestyOraclesTest {

  private final Planted run = new Planted();

  @Test
  void moreUnknownThanCallsInDoubtIsSeen() {
    run.results.set(0, Planted.ended(run.command(ANN, 1), Status.UNKNOWN, 1));
    only(
        new HonestUnknowns(run.evidence()),
        "1 note.append of ann ended unknown, and 0 of their calls were in doubt");
    run.calls.add(PlantedCalls.appendInDoubt(ANN, 40_000));
    assertThat(new HonestUnknowns(run.evidence()).violations()).isEmpty();
    run.results.set(1, Planted.ended(run.command(ANN, 2), Status.UNKNOWN, 1));
    only(new HonestUnknowns(run.evidence()), "2 note.append of ann ended unknown");
  }

  @Test
  void anUnknownPlaceThatWasMadeOrWhoseProcessWasNotStruckIsSeen() {
    run.results.set(2, Planted.ended(run.command(ANN, 3), Status.UNKNOWN, 1));
    assertThat(new UnmadePlaces(run.evidence(), ANN::equals, 1).violations()).isEmpty();
    only(new UnmadePlaces(run.evidence(), BOB::equals, 1), "its process was not struck");
    only(new UnmadePlaces(run.evidence(), ANN::equals, 0), "1 ended unknown, at most 0");
    run.calls.add(PlantedCalls.pageMade(ANN, -1_000));
    only(new UnmadePlaces(run.evidence(), ANN::equals, 1), "its page was there");
  }

  /** In a run that takes minutes nothing may be given up after a quarter of an hour. */
  @Test
  void aFailureBeforeItsTimeIsSeen() {
    run.results.set(0, Planted.ended(run.command(ANN, 1), Status.FAILED, 1));
    only(
        new HonestFailures(run.evidence(), Duration.ofMinutes(15)),
        "command c1 of ann failed after");
    assertThat(new HonestFailures(run.evidence(), Duration.ZERO).violations()).isEmpty();
  }

  @Test
  void anUnknownMailIsSeenWhateverWasInDoubt() {
    run.calls.add(PlantedCalls.appendInDoubt(ANN, 40_000));
    run.results.set(3, Planted.ended(run.command(ANN, 4), Status.UNKNOWN, 1));
    only(new HonestUnknowns(run.evidence()), "1 mail.send of ann ended unknown");
  }
}
