package dev.errand.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Failure.Scope;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatesTest {

  private final SettableClock clock = new SettableClock();
  private final Gates gates = new Gates(clock::nanos);
  private final ConnectionFacts ada = connection("ada", "acme");
  private final ConnectionFacts bob = connection("bob", "acme");
  private final ConnectionFacts cy = connection("cy", "other");
  private final ConnectionFacts dee = connection("dee", null);

  private static ConnectionFacts connection(String user, @Nullable String workspace) {
    return new ConnectionFacts(
        new UserId(user), Provider.NOTION, "c", 1, "bot", workspace, Set.of(), Map.of());
  }

  private static Failure later(Scope scope, int seconds) {
    return new Failure.RetryLater(
        WaitCause.RATE_LIMITED, scope, Optional.of(Duration.ofSeconds(seconds)));
  }

  @Test
  void aPauseHoldsThoseInItsScopeAndNobodyElse() {
    gates.close(ada, later(Scope.USER, 5));
    assertThat(gates.remaining(ada)).isZero();
    gates.close(ada, later(Scope.WORKSPACE, 5));
    assertThat(gates.remaining(bob)).isEqualTo(Duration.ofSeconds(5));
    assertThat(gates.remaining(cy)).isZero();
    assertThat(gates.remaining(dee)).isZero();
    gates.close(dee, later(Scope.WORKSPACE, 5));
    assertThat(gates.remaining(dee)).isZero();
    gates.close(ada, later(Scope.PROVIDER, 3));
    assertThat(gates.remaining(cy)).isEqualTo(Duration.ofSeconds(3));
    assertThat(gates.remaining(bob)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aPauseIsNeverShortenedAndEnds() {
    gates.close(ada, later(Scope.PROVIDER, 5));
    gates.close(ada, later(Scope.PROVIDER, 2));
    clock.advance(Duration.ofSeconds(4));
    assertThat(gates.remaining(cy)).isEqualTo(Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    assertThat(gates.remaining(cy)).isZero();
  }
}
