package dev.errand.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.TokenSource;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What works in nobody's account is run without asking for a token, and cannot make a call. */
class WithoutConnectionTest {

  private static final UserId ADA = new UserId("ada");
  private static final OperationName HERE = new OperationName("test.here");

  private record Here(Function<OperationContext, Object> work) implements Operation {

    @Override
    public OperationName name() {
      return HERE;
    }

    @Override
    public boolean needsConnection(UserId user) {
      return !user.equals(ADA);
    }

    @Override
    public Object perform(OperationContext context) {
      return work.apply(context);
    }
  }

  private static class NobodyIsAsked implements TokenSource {

    @Override
    public Answer token(UserId user, Provider provider) {
      throw new AssertionError("It asked for a token");
    }

    @Override
    public void refused(AccessToken token) {
      throw new AssertionError("There was none");
    }

    @Override
    public void personNeeded(AccessToken token) {
      throw new AssertionError("There was none");
    }

    @Override
    public boolean mayUse(AccessToken token) {
      throw new AssertionError("There was none");
    }
  }

  private static Result run(
      UserId user, TokenSource tokens, Function<OperationContext, Object> it) {
    return new OperationHarness(new FakeProvider(), List.of(new Here(it)), tokens)
        .run(user, HERE, JsonMapper.shared().createObjectNode());
  }

  @Test
  void itRunsForAUserWhoHasConnectedNothing() {
    Result result =
        run(ADA, new NobodyIsAsked(), context -> Map.of("user", context.command().user().value()));
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(result.output()).hasToString("{\"user\":\"ada\"}");
  }

  @Test
  void forSomebodyElseTheSameOperationNeedsAToken() {
    TokenSource nobodyIsConnected =
        new NobodyIsAsked() {
          @Override
          public Answer token(UserId user, Provider provider) {
            return new Answer.NotConnected();
          }
        };
    Result result = run(new UserId("bob"), nobodyIsConnected, context -> Map.of());
    assertThat(result.problem())
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.NOT_CONNECTED));
  }

  @Test
  void aRefusalEndsItAndWhatMayPassIsTriedAgain() {
    Deque<Failure> failures =
        new ArrayDeque<>(
            List.of(
                new Failure.RetryLater(WaitCause.RETRY, Failure.Scope.USER, Optional.empty()),
                new Failure.Refused(Problem.of(ProblemCode.NOT_PERMITTED, "No."))));
    Result result =
        run(
            ADA,
            new NobodyIsAsked(),
            context -> {
              throw new OperationStopped(failures.remove());
            });
    assertThat(result.status()).isEqualTo(Status.REJECTED);
    assertThat(result.attempts()).isEqualTo(2);
    assertThat(failures).isEmpty();
  }

  @Test
  void aCallIsAFaultOfOursAndReachesNobody() {
    Result result =
        run(
            ADA,
            new NobodyIsAsked(),
            context ->
                context.call(
                    "call",
                    token -> {
                      throw new AssertionError("It was called");
                    }));
    assertThat(result.problem())
        .satisfies(problem -> assertThat(problem.code()).isEqualTo(ProblemCode.INTERNAL));
  }
}
