package dev.errand.e2e.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Status;
import java.util.List;
import java.util.Set;

/** The promises, one oracle each. None of them looks into the engine. */
public final class Oracles {

  private Oracles() {}

  /** All that hold for a run in which nothing that was asked for is impossible. */
  public static void assertAllHold(Evidence evidence) {
    assertHold(of(evidence, Set.of(Status.SUCCEEDED)));
  }

  /**
   * All of them.
   *
   * @param ends how a command of that run may end
   */
  public static List<Oracle> of(Evidence evidence, Set<Status> ends) {
    return List.of(
        new OneResult(evidence),
        new AllEndedAs(evidence, ends),
        new OneEffect(evidence),
        new TrueResults(evidence),
        new WholeNotes(evidence),
        new WholeMails(evidence),
        new LastWord(evidence),
        new InOrder(evidence),
        new OwnToken(evidence),
        new OneCallInFlight(evidence),
        new LimitsKept(evidence));
  }

  /** Tells the violations of all, so that one that is broken does not hide another. */
  public static void assertHold(List<Oracle> oracles) {
    assertThat(
            oracles.stream()
                .flatMap(
                    oracle ->
                        oracle
                            .violations()
                            .limit(20)
                            .map(each -> oracle.getClass().getSimpleName() + ": " + each)))
        .isEmpty();
  }
}
