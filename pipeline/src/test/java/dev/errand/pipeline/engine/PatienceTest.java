package dev.errand.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.Probe;
import dev.errand.pipeline.Step;
import dev.errand.pipeline.TokenSource;
import dev.errand.pipeline.journal.Sample;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** How a command ends that cannot be done, and how long it is tried. Waits take no time here. */
class PatienceTest {

  private static final UserId ADA = new UserId("ada");

  private final CrowdProvider provider = new CrowdProvider();
  private Function<OperationContext, Object> work =
      context -> context.call("run", token -> provider.serve(ADA, "c1"));

  /** A time in which the person has to connect again. */
  private record Needed(Instant from, Instant to) {}

  private final List<Needed> needed = new ArrayList<>();
  private final List<AccessToken> refused = new ArrayList<>();
  private TokenSource.@Nullable Answer answer;
  private final OperationHarness harness =
      new OperationHarness(provider, List.of(new Work()), new Tokens());
  private final Instant start = harness.clock().instant();

  private final class Work implements Operation {
    @Override
    public OperationName name() {
      return Sample.OPERATION;
    }

    @Override
    public Object perform(OperationContext context) {
      return work.apply(context);
    }
  }

  private final class Tokens implements TokenSource {
    @Override
    public Answer token(UserId user, Provider wanted) {
      Instant now = harness.clock().instant();
      for (Needed each : needed) {
        if (!now.isBefore(each.from()) && now.isBefore(each.to())) {
          return new Answer.ReconnectNeeded("revoked", each.from());
        }
      }
      return answer == null ? new Answer.Usable(CrowdProvider.tokenOf(user)) : answer;
    }

    @Override
    public boolean mayUse(AccessToken token) {
      return true;
    }

    @Override
    public void personNeeded(AccessToken token) {}

    @Override
    public void refused(AccessToken token) {
      refused.add(token);
    }
  }

  private Result run(Priority priority, @Nullable Instant deadline) {
    return harness.run(command(priority, deadline));
  }

  private static Command command(Priority priority, @Nullable Instant deadline) {
    Command plain = Sample.command(ADA, "c1", priority);
    return new Command(
        ADA,
        plain.id(),
        plain.operation(),
        plain.source(),
        priority,
        deadline,
        null,
        null,
        null,
        plain.data());
  }

  private void needed(Duration from, Duration to) {
    needed.add(new Needed(start.plus(from), start.plus(to)));
  }

  private Result held(String hold) {
    return harness.run(command(Priority.INTERACTIVE, null).held(Duration.parse(hold)));
  }

  private Result run() {
    return run(Priority.INTERACTIVE, null);
  }

  private Result another() {
    return harness.run(ADA, Sample.OPERATION, Sample.json("{}"));
  }

  private void failAlways(WaitCause cause, Duration after) {
    Failure[] many = new Failure[600];
    java.util.Arrays.fill(
        many, new Failure.RetryLater(cause, Failure.Scope.USER, Optional.of(after)));
    provider.failNext("c1", many);
  }

  private static ProblemCode code(Result result) {
    return java.util.Objects.requireNonNull(result.problem()).code();
  }

  private Duration took(Result result) {
    return Duration.between(start, result.timing().finishedAt());
  }

  @Test
  void whatIsPastItsDeadlineAfterARunIsToldAtOnce() {
    work =
        context -> {
          harness.clock().advance(Duration.ofSeconds(10));
          return context.call("run", token -> provider.serve(ADA, "c1"));
        };
    failAlways(WaitCause.RATE_LIMITED, Duration.ofHours(1));
    Result result = run(Priority.INTERACTIVE, start.plusSeconds(5));
    assertThat(result.status()).isEqualTo(Status.EXPIRED);
    assertThat(took(result)).isLessThan(Duration.ofMinutes(1));
  }

  @Test
  void whatIsPastItsDeadlineIsNotBegun() {
    Result result = run(Priority.INTERACTIVE, start);
    assertThat(result.status()).isEqualTo(Status.EXPIRED);
    assertThat(code(result)).isEqualTo(ProblemCode.DEADLINE_PASSED);
    assertThat(provider.begun()).isEmpty();
  }

  @Test
  void whatCannotBeDoneBeforeItsDeadlineExpiresWithIt() {
    failAlways(WaitCause.RATE_LIMITED, Duration.ofMinutes(3));
    Result result = run(Priority.INTERACTIVE, start.plus(Duration.ofMinutes(10)));
    assertThat(result.status()).isEqualTo(Status.EXPIRED);
    assertThat(took(result)).isBetween(Duration.ofMinutes(10), Duration.ofSeconds(601));
    assertThat(java.util.Objects.requireNonNull(result.problem()).detail())
        .contains("rate_limited");
  }

  @ParameterizedTest
  @CsvSource({
    "INTERACTIVE, RATE_LIMITED, 5, 15, RATE_LIMITED",
    "INTERACTIVE, RETRY, 5, 15, PROVIDER_UNAVAILABLE",
    "BULK, RATE_LIMITED, 40, 1440, RATE_LIMITED",
  })
  void whatIsTriedForTooLongFailsWithItsLastCause(
      Priority priority, WaitCause cause, long everyMinutes, long minutes, ProblemCode code) {
    failAlways(cause, Duration.ofMinutes(everyMinutes));
    Result result = run(priority, null);
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(code(result)).isEqualTo(code);
    assertThat(result.problem()).satisfies(problem -> assertThat(problem.retryable()).isTrue());
    assertThat(took(result))
        .isBetween(Duration.ofMinutes(minutes), Duration.ofMinutes(minutes).plusSeconds(1));
    assertThat(result.timing().waited()).containsKey(cause);
  }

  @Test
  void aTokenThatCannotBeHadForTooLongFailsTheCommand() {
    answer = new TokenSource.Answer.Unavailable("the key service is away", Duration.ofMinutes(1));
    Result result = run();
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(took(result)).isGreaterThanOrEqualTo(Duration.ofMinutes(15));
    assertThat(provider.begun()).isEmpty();
  }

  @Test
  void aUserWithoutAConnectionIsToldAtOnce() {
    answer = new TokenSource.Answer.NotConnected();
    Result result = run();
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(code(result)).isEqualTo(ProblemCode.NOT_CONNECTED);
    assertThat(result.problem()).satisfies(problem -> assertThat(problem.action()).isNotNull());
  }

  @Test
  void anOperationThatNobodyKnowsIsRejected() {
    Result result = harness.run(ADA, new OperationName("test.unheard-of"), Sample.json("{}"));
    assertThat(result.status()).isEqualTo(Status.REJECTED);
    assertThat(code(result)).isEqualTo(ProblemCode.UNKNOWN_OPERATION);
  }

  @Test
  void whoConnectsAgainLateStillGetsTheUsualPatience() {
    needed(Duration.ZERO, Duration.ofHours(1));
    provider.failNext(
        "c1",
        new Failure.RetryLater(
            WaitCause.RETRY, Failure.Scope.USER, Optional.of(Duration.ofMinutes(2))));
    Result result = run();
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(took(result)).isGreaterThan(Duration.ofHours(1));
    assertThat(result.timing().waited().get(WaitCause.RECONNECT))
        .isGreaterThanOrEqualTo(Duration.ofHours(1));
  }

  private static final Duration NEVER = Duration.ofDays(365);

  @ParameterizedTest
  @CsvSource({"PT0S, 0", "PT30S, 30", "PT3H, 10800", "P1DT1S, 86401", "P7D, 604800"})
  void thePersonIsWaitedForAsLongAsTheCommandWants(String hold, long seconds) {
    needed(Duration.ZERO, NEVER);
    Result result = held(hold);
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(code(result)).isEqualTo(ProblemCode.RECONNECT_NEEDED);
    assertThat(took(result))
        .isBetween(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds).plusMillis(1));
    assertThat(provider.begun()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void orForADayIfItDoesNotSay(Priority priority) {
    needed(Duration.ZERO, NEVER);
    Result result = run(priority, null);
    assertThat(code(result)).isEqualTo(ProblemCode.RECONNECT_NEEDED);
    assertThat(took(result)).isBetween(Duration.ofDays(1), Duration.ofDays(1).plusMillis(1));
  }

  @Test
  void anEarlierDeadlineWins() {
    needed(Duration.ZERO, NEVER);
    Command command = command(Priority.INTERACTIVE, start.plusSeconds(600));
    Result result = harness.run(command.held(Duration.ofDays(2)));
    assertThat(result.status()).isEqualTo(Status.EXPIRED);
    assertThat(took(result)).isBetween(Duration.ofMinutes(10), Duration.ofMillis(600_001));
  }

  @Test
  void whoWasNeededLongBeforeIsWaitedForFromTheCommandsAcceptance() {
    needed(Duration.ofDays(-3), NEVER);
    assertThat(took(held("PT2H"))).isBetween(Duration.ofHours(2), Duration.ofMillis(7_200_001));
  }

  @Test
  void whoIsBackAtTheLastMomentIsServed() {
    needed(Duration.ZERO, Duration.ofHours(2));
    assertThat(held("PT2H").status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void eachTimeThatThePersonIsNeededHasAHoldOfItsOwn() {
    needed(Duration.ZERO, Duration.ofHours(20));
    needed(Duration.ofHours(20), Duration.ofHours(40));
    Result result = run();
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(took(result)).isGreaterThanOrEqualTo(Duration.ofHours(40));
  }

  @Test
  void waitingForThePersonTakesNothingFromOtherPatienceAndAddsNothingToIt() {
    needed(Duration.ofMinutes(5), Duration.ofHours(30));
    failAlways(WaitCause.RETRY, Duration.ofMinutes(2));
    Result result = held("P7D");
    assertThat(code(result)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    Duration person = result.timing().waited().getOrDefault(WaitCause.RECONNECT, Duration.ZERO);
    assertThat(person).isGreaterThanOrEqualTo(Duration.ofHours(29));
    assertThat(took(result).minus(person))
        .isBetween(Duration.ofMinutes(15), Duration.ofMinutes(15).plusSeconds(1));
  }

  @Test
  void whatIsDoneInPartWhenThePersonDoesNotComeIsNotCalledAFailure() {
    work =
        context -> {
          var _ =
              context
                  .effects()
                  .once(
                      Step.of("main", String.class, "i", Duration.ZERO),
                      token -> provider.serve(ADA, "main"),
                      Probe.blind("no"));
          return context.call("run", token -> provider.serve(ADA, "c1"));
        };
    failAlways(WaitCause.RETRY, Duration.ofMinutes(2));
    needed(Duration.ofMinutes(1), NEVER);
    Result result = held("PT1H");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(took(result)).isLessThan(Duration.ofHours(2));
    assertThat(provider.served()).containsExactly("main");
  }

  @Test
  void aTokenThatIsRefusedIsReplacedAtOnceAndThenLessAndLessOften() {
    Failure[] three = {
      new Failure.RefreshToken(), new Failure.RefreshToken(), new Failure.RefreshToken()
    };
    provider.failNext("c1", three);
    Result result = run();
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(refused).hasSize(3);
    assertThat(result.attempts()).isEqualTo(4);
    assertThat(result.timing().waited().get(WaitCause.TOKEN))
        .isBetween(
            Duration.ofMillis(750), Duration.ofMillis(1_500)); // 0, then 1/2 to 1 of 0.5 and 1 s
  }

  @Test
  void aFaultOfOursEndsTheCommandWithoutRepeatingIt() {
    work =
        context -> {
          var _ = context.call("run", token -> provider.serve(ADA, "c1"));
          throw new IllegalStateException("a bug");
        };
    Result result = run();
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(code(result)).isEqualTo(ProblemCode.INTERNAL);
    assertThat(provider.served()).hasSize(1);
  }

  @Test
  void anAnswerTooLargeForAResultIsAFailureThatCanBeTold() {
    work =
        context -> {
          var _ = context.call("run", token -> provider.serve(ADA, "c1"));
          return Map.of("text", "x".repeat(1_000_000));
        };
    assertThat(code(run())).isEqualTo(ProblemCode.INTERNAL);
    work = context -> Map.of("many", java.util.Collections.nCopies(30_000, 1));
    assertThat(another().status()).isEqualTo(Status.FAILED);
    work = context -> Map.of("text", "x".repeat(900_000));
    assertThat(another().status()).isEqualTo(Status.SUCCEEDED);
  }

  @Test
  void whatIsDoneInPartWhenPatienceEndsIsNotCalledAFailure() {
    work =
        context -> {
          var _ =
              context
                  .effects()
                  .once(
                      Step.of("main", String.class, "i", Duration.ZERO),
                      token -> provider.serve(ADA, "main"),
                      Probe.blind("no"));
          return context.call("run", token -> provider.serve(ADA, "c1"));
        };
    failAlways(WaitCause.RETRY, Duration.ofMinutes(2));
    Result result = run();
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(code(result)).isEqualTo(ProblemCode.OUTCOME_UNKNOWN);
    assertThat(provider.served()).containsExactly("main");
  }

  @Test
  void aRefusalByTheProviderIsToldAsItIs() {
    provider.failNext(
        "c1",
        new Failure.Refused(
            Problem.of(ProblemCode.NOT_FOUND, "There is no such page.").providerRequest("r-1")));
    Result result = run();
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(result.problem())
        .isEqualTo(
            Problem.of(ProblemCode.NOT_FOUND, "There is no such page.").providerRequest("r-1"));
  }
}
