package dev.errand.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Probe;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.engine.FakeProvider.Fault;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Whatever goes wrong around it, an effect is there once, or the result says so. */
class EffectsTest {

  private static final UserId ADA = new UserId("ada");
  private static final OperationName THREE = new OperationName("test.three");
  private static final OperationName FIVE = new OperationName("test.five");

  private final FakeProvider provider = new FakeProvider();

  /** Three effects in a row, each of which the probe can find. */
  private final class ThreeEffects implements Operation {

    private final boolean blind;

    ThreeEffects(boolean blind) {
      this.blind = blind;
    }

    @Override
    public OperationName name() {
      return THREE;
    }

    @Override
    public Object perform(OperationContext context) {
      String read = context.call("read", token -> "r");
      String done = read;
      for (String effect : List.of("one", "two", "three")) {
        done +=
            context
                .effects()
                .once(
                    Step.of(effect, String.class, effect, FakeProvider.SETTLES),
                    token -> provider.change(effect),
                    blind ? Probe.blind("nothing to look for") : this::look)
                .length();
      }
      return Map.of("done", done);
    }

    private Finding<String> look(dev.errand.pipeline.Attempted<String> attempted) {
      return provider.has(attempted.intent())
          ? new Finding.Happened<>("made " + attempted.intent())
          : new Finding.Absent<>();
    }
  }

  /** Five effects in a row, which counts what it asks the provider. */
  private final class FiveEffects implements Operation {

    private int changes;
    private int looks;

    @Override
    public OperationName name() {
      return FIVE;
    }

    @Override
    public Object perform(OperationContext context) {
      for (int number = 1; number <= 5; number++) {
        String effect = "effect-" + number;
        var _ =
            context
                .effects()
                .once(
                    Step.of(effect, String.class, effect, Duration.ZERO),
                    token -> {
                      changes++;
                      return provider.change(effect);
                    },
                    attempted -> {
                      looks++;
                      return provider.has(effect)
                          ? new Finding.Happened<>("made " + effect)
                          : new Finding.Absent<>();
                    });
      }
      return Map.of("done", "all");
    }
  }

  /** The third call has just been answered, which nobody could write down; or it was, and more. */
  @ParameterizedTest
  @ValueSource(ints = {6, 7})
  void ofFiveStepsInterruptedAfterTheThirdTwoMoreAreMade(int point) {
    FiveEffects operation = new FiveEffects();
    OperationHarness harness =
        new OperationHarness(provider, List.of(operation), provider).crashAt(point);
    Result result = harness.run(ADA, FIVE, JsonMapper.shared().createObjectNode());
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(harness.crashed()).isTrue();
    assertThat(operation.changes).isEqualTo(3 + 2);
    assertThat(operation.looks).isEqualTo(1);
  }

  private OperationHarness harness(boolean blind) {
    return new OperationHarness(provider, List.of(new ThreeEffects(blind)), provider);
  }

  private static Result run(OperationHarness harness) {
    return harness.run(ADA, THREE, JsonMapper.shared().createObjectNode());
  }

  private void eachEffectIsThereOnce() {
    assertThat(provider.ledger).containsExactly("one", "two", "three");
  }

  @Test
  void eachEffectIsMadeOnceAndInOrder() {
    Result result = run(harness(false));
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(result.attempts()).isEqualTo(1);
    eachEffectIsThereOnce();
  }

  @Test
  void aCrashAtAnyPointRepeatsNoEffectAndLosesNone() {
    for (int point = 1; ; point++) {
      provider.ledger.clear();
      OperationHarness harness = harness(false).crashAt(point);
      Result result = run(harness);
      assertThat(result.status()).as("crash at %d", point).isEqualTo(Status.SUCCEEDED);
      eachEffectIsThereOnce();
      if (!harness.crashed()) {
        assertThat(point).isEqualTo(9); // 4 calls, each with a point before and after
        return;
      }
    }
  }

  @Test
  void aCrashAroundAnEffectThatCannotBeFoundEndsUnknownAndIsNotRepeated() {
    for (int point = 3; point <= 8; point++) {
      provider.ledger.clear();
      Result result = run(harness(true).crashAt(point));
      assertThat(result.status()).as("crash at %d", point).isEqualTo(Status.UNKNOWN);
      assertThat(result.problem()).isNotNull();
      assertThat(provider.ledger).doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"DOUBT_BEFORE", "DOUBT_AFTER", "RATE_LIMITED", "TOKEN_REFUSED"})
  void afterAPassingFaultTheEffectIsThereOnce(Fault fault) {
    provider.faults.addAll(List.of(Fault.NONE, fault, fault));
    Result result = run(harness(false));
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    eachEffectIsThereOnce();
  }

  @Test
  void aTokenThatIsTakenBackInTheMiddleOfARunIsNotUsedForTheNextCall() {
    provider.tokenHolds = provider.ledger::isEmpty;
    Result result = run(harness(false));
    assertThat(provider.ledger).containsExactly("one");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void absenceIsBelievedOnlyWhenTheProviderCanNoLongerActOnTheCall() {
    provider.faults.add(Fault.DOUBT_BEFORE);
    OperationHarness harness = harness(false);
    var before = harness.clock().instant();
    run(harness);
    Duration took = Duration.between(before, harness.clock().instant());
    assertThat(took).isGreaterThanOrEqualTo(provider.callTimeout().plus(FakeProvider.SETTLES));
    eachEffectIsThereOnce();
  }

  @Test
  void aSecondAttemptThatWasSurelyNotMadeDoesNotMakeTheFirstForgotten() {
    provider.faults.addAll(List.of(Fault.DOUBT_BEFORE, Fault.TOKEN_REFUSED));
    provider.whenTokenIsRefused = () -> provider.ledger.add("one"); // the first, far too late
    Result result = run(harness(false));
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    eachEffectIsThereOnce();
  }

  @Test
  void aRefusalOfASecondAttemptDoesNotMakeTheFirstForgotten() {
    for (int point = 1; ; point++) {
      provider.ledger.clear();
      provider.faults.addAll(List.of(Fault.DOUBT_BEFORE, Fault.REFUSED_FOR_THE_ONE_BEFORE));
      OperationHarness harness = harness(false).crashAt(point);
      Result result = run(harness);
      assertThat(result.status()).as("crash at %d", point).isEqualTo(Status.SUCCEEDED);
      eachEffectIsThereOnce();
      assertThat(provider.faults).isEmpty();
      if (!harness.crashed()) {
        return;
      }
    }
  }

  @Test
  void aRefusalOfASecondAttemptIsBelievedWhenThatHasSettledAsWell() {
    provider.faults.addAll(List.of(Fault.DOUBT_BEFORE, Fault.REFUSED));
    OperationHarness harness = harness(false);
    var before = harness.clock().instant();
    Result result = run(harness);
    Duration took = Duration.between(before, harness.clock().instant());
    assertThat(took)
        .isGreaterThanOrEqualTo(provider.callTimeout().plus(FakeProvider.SETTLES).multipliedBy(2));
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.problem())
        .satisfies(
            problem -> assertThat(problem.code()).isEqualTo(ProblemCode.REFUSED_BY_PROVIDER));
    assertThat(provider.ledger).isEmpty();
  }

  /** What was absent before cannot be looked for any more. */
  @Test
  void aRefusalOfASecondAttemptIsNoFailureWhereLookingCannotDecide() {
    provider.faults.addAll(List.of(Fault.DOUBT_BEFORE, Fault.REFUSED));
    Operation undecided =
        new Operation() {
          @Override
          public OperationName name() {
            return THREE;
          }

          @Override
          public Object perform(OperationContext context) {
            return context
                .effects()
                .once(
                    Step.of("one", String.class, "one", FakeProvider.SETTLES),
                    token -> provider.change("one"),
                    attempted ->
                        provider.faults.isEmpty()
                            ? new Finding.CannotTell<>("It was moved away.")
                            : new Finding.Absent<>());
          }
        };
    Result result = run(new OperationHarness(provider, List.of(undecided), provider));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void aRefusalBeforeAnythingWasDoneIsAFailureWithoutEffect() {
    provider.faults.add(Fault.REFUSED);
    Result result = run(harness(false));
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(provider.ledger).isEmpty();
  }

  @Test
  void aRefusalAfterTheMainPartWasDoneDoesNotClaimThatNothingHappened() {
    provider.faults.addAll(List.of(Fault.NONE, Fault.REFUSED));
    Result result = run(harness(false));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.problem())
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.OUTCOME_UNKNOWN));
    assertThat(provider.ledger).containsExactly("one");
  }

  /** The choice that an effect was begun by is the one it ends by. */
  @Test
  void aChoiceIsMadeOnceWhereverTheWorkerDies() {
    for (int point = 1; ; point++) {
      FakeProvider chosenAt = new FakeProvider();
      AtomicInteger choices = new AtomicInteger();
      OperationHarness harness =
          new OperationHarness(chosenAt, List.of(new ChosenEffect(chosenAt, choices)), chosenAt)
              .crashAt(point);
      Result result = harness.run(ADA, THREE, JsonMapper.shared().createObjectNode());
      assertThat(result.status()).as("point %d", point).isEqualTo(Status.SUCCEEDED);
      assertThat(chosenAt.ledger).as("point %d", point).hasSize(2).doesNotHaveDuplicates();
      assertThat(chosenAt.ledger.stream().map(made -> made.replaceAll(" .*", "")).distinct())
          .as("point %d", point)
          .hasSize(1);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(4);
        break;
      }
    }
  }

  /** Two effects by one choice, which would be another one each time. */
  private record ChosenEffect(FakeProvider provider, AtomicInteger choices) implements Operation {

    @Override
    public OperationName name() {
      return THREE;
    }

    @Override
    public Object perform(OperationContext context) {
      String choice =
          context
              .effects()
              .chosen(
                  "choice",
                  String.class,
                  Duration.ofSeconds(1),
                  () -> "choice-" + choices.incrementAndGet());
      for (String effect : List.of(choice + " one", choice + " two")) {
        context
            .effects()
            .once(
                Step.of(effect.replaceAll(".* ", ""), String.class, effect, FakeProvider.SETTLES),
                token -> provider.change(effect),
                attempted ->
                    provider.has(attempted.intent())
                        ? new Finding.Happened<>("made")
                        : new Finding.Absent<>());
      }
      return Map.of("done", choice);
    }
  }
}
