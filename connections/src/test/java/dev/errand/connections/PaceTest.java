package dev.errand.connections;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaceTest {

  private final MovingClock clock = new MovingClock();
  private final List<Duration> slept = new ArrayList<>();
  private final Pace pace = new Pace(10, clock::nanos, slept::add);

  @Test
  void thoseWhoComeAtOnceGoOneAfterTheOther() {
    for (int call = 0; call < 4; call++) {
      assertThat(pace.turn()).isEmpty();
    }
    assertThat(slept)
        .containsExactly(Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(300));
  }

  @Test
  void aTimeInWhichNobodyCameIsNotSavedUp() {
    clock.move(Duration.ofMinutes(5));
    assertThat(pace.turn()).isEmpty();
    assertThat(pace.turn()).isEmpty();
    assertThat(slept).containsExactly(Duration.ofMillis(100));
  }

  @Test
  void whoWouldWaitTooLongIsSentAwayAndTakesNoTurn() {
    Optional<Duration> later = Optional.empty();
    for (int call = 0; call < 1_000 && later.isEmpty(); call++) {
      later = pace.turn();
    }
    assertThat(slept).hasSize(80).last().isEqualTo(Duration.ofSeconds(8));
    assertThat(later).contains(Duration.ofMillis(8_100));
    clock.move(Duration.ofMillis(100));
    assertThat(pace.turn()).isEmpty();
  }

  @Test
  void whoIsInterruptedHasNoTurn() {
    Pace interrupted =
        new Pace(
            1,
            clock::nanos,
            length -> {
              throw new InterruptedException();
            });
    assertThat(interrupted.turn()).isEmpty();
    assertThat(interrupted.turn()).isPresent();
    assertThat(Thread.interrupted()).isTrue();
  }
}
