package dev.errand.e2e.oracle;

import static dev.errand.e2e.oracle.Caught.only;
import static dev.errand.e2e.oracle.Planted.ANN;
import static dev.errand.e2e.oracle.Planted.BOB;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What was done or told in another order, or at once, is seen when it is planted. */
class OrderOraclesTest {

  private final Planted run = new Planted();

  @Test
  void effectsInAnotherOrderAreSeen() {
    Collections.swap(run.lines(ANN), 0, 1);
    only(new InOrder(run.evidence()), "LINE 'ann c2' was made too early");
  }

  @Test
  void resultsInAnotherOrderAreSeenAndRepeatsAreNot() {
    run.results.add(run.results.getFirst());
    assertThat(new InOrder(run.evidence()).violations()).isEmpty();
    Collections.swap(run.results, 0, 1);
    only(new InOrder(run.evidence()), "c2 was answered too early");
  }

  @Test
  void twoCallsOfOneUserAtOnceAreSeen() {
    run.calls.add(PlantedCalls.look(ANN, 1_050, 10));
    only(new OneCallInFlight(run.evidence()), "call 1050, GET /notion for ann was made");
  }

  @Test
  void aCallThatGoesOnBehindOthersIsSeenWithEachThatMeetsIt() {
    run.calls.add(PlantedCalls.look(BOB, 20_000, 5_000));
    run.calls.add(PlantedCalls.look(BOB, 21_000, 10));
    run.calls.add(PlantedCalls.look(BOB, 22_000, 10));
    assertThat(new OneCallInFlight(run.evidence()).violations())
        .hasSize(2)
        .allMatch(told -> told.contains("was made during call 20000"));
  }

  @Test
  void aLookMayMeetACallWhoseCallerIsGoneButNoEffectMayMeetAnother() {
    LedgerCall effect = run.calls.removeFirst();
    run.calls.addFirst(PlantedCalls.abandoned(effect));
    run.calls.add(PlantedCalls.look(ANN, effect.sequence() + 50, 10));
    assertThat(new OneCallInFlight(run.evidence()).violations()).isEmpty();
    run.calls.add(PlantedCalls.call(run.command(ANN, 2), effect.sequence() + 70, 10));
    only(new OneCallInFlight(run.evidence()), "both with effect");
  }

  @Test
  void anEffectThatWasCompleteMayBeAnsweredWhileAnotherIsMadeIfNobodyWaitsForTheAnswer() {
    LedgerCall effect = run.calls.removeFirst();
    run.calls.addFirst(PlantedCalls.answeredLate(effect, 500));
    run.calls.add(PlantedCalls.call(run.command(ANN, 2), effect.sequence() + 200, 10));
    only(new OneCallInFlight(run.evidence()), "both with effect");
    run.calls.set(0, PlantedCalls.abandoned(PlantedCalls.answeredLate(effect, 500)));
    assertThat(new OneCallInFlight(run.evidence()).violations()).isEmpty();
  }
}
