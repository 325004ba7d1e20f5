package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Provider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Duration SEVEN = Duration.ofSeconds(7);
  private static final Duration EIGHT = Duration.ofSeconds(8);

  private final MovingClock clock = new MovingClock();
  private final InMemoryPermits permits = new InMemoryPermits(clock::nanos);
  private final List<Instant> calls = new ArrayList<>();

  @Test
  void anySecondHasNoMoreCallsHoweverManyProcessesMakeThem() {
    List<Pace> processes = List.of(pace(clock::move), pace(clock::move));
    for (int call = 0; call < 20; call++) {
      assertThat(call(processes.get(call % 2))).contains("called");
    }
    for (int call = 4; call < calls.size(); call++) {
      assertThat(Duration.between(calls.get(call - 4), calls.get(call)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }
  }

  @Test
  void whoWouldWaitTooLongIsSentAway() {
    for (int permit = 0; permit < 4; permit++) {
      assertThat(permits.take(Provider.NOTION, 4)).isPresent();
    }
    Instant before = clock.instant();

    assertThat(call(pace(clock::move))).isEmpty();
    assertThat(Duration.between(before, clock.instant())).isBetween(SEVEN, EIGHT);
    assertThat(calls).isEmpty();
  }

  @Test
  void whoIsInterruptedWhileItWaitsCallsNobody() {
    Pace interrupted =
        pace(
            length -> {
              throw new InterruptedException();
            });
    for (int call = 0; call < 4; call++) {
      assertThat(call(pace(clock::move))).isPresent();
    }
    assertThat(call(interrupted)).isEmpty();
    assertThat(Thread.interrupted()).isTrue();
  }

  private Pace pace(Sleeper sleeper) {
    return new Pace(
        4,
        permits,
        new Waiting(clock::nanos, sleeper, Duration.ofMillis(50), Duration.ofMillis(250), EIGHT));
  }

  private Optional<String> call(Pace pace) {
    return pace.inTurn(
        Provider.NOTION,
        () -> {
          calls.add(clock.instant());
          clock.move(Duration.ofMillis(100));
          return "called";
        });
  }
}
