package dev.errand.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JournalClockTest {

  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private long nanos;
  private final JournalClock clock =
      new JournalClock(new Time(Clock.fixed(NOON, ZoneOffset.UTC), () -> nanos, new Random(7)));

  private void pass(Duration time) {
    nanos += time.toNanos();
  }

  /** The journal answers at once, and it takes so long until that is here. */
  private void answer(Instant journalTime, Duration underWay) {
    long asked = clock.asking();
    pass(underWay);
    clock.observed(journalTime, asked);
  }

  @Test
  void anAnswerThatWasLongUnderWaySetsNothingBack() {
    answer(NOON, Duration.ZERO);
    pass(Duration.ofSeconds(10));
    answer(NOON.plusSeconds(10), Duration.ofSeconds(3));
    assertThat(clock.now()).isEqualTo(NOON.plusSeconds(13));
  }

  @Test
  void aJournalThatIsAheadIsFollowed() {
    answer(NOON.plusSeconds(60), Duration.ofMillis(5));
    assertThat(clock.now()).isEqualTo(NOON.plusSeconds(60));
    pass(Duration.ofSeconds(1));
    assertThat(clock.now()).isEqualTo(NOON.plusSeconds(61));
  }

  /** As after a failover to a machine whose clock is behind. */
  @Test
  void aJournalThatIsBehindIsFollowedAsFarAsItsAnswerTells() {
    answer(NOON.minusSeconds(60), Duration.ofMillis(5));
    assertThat(clock.now()).isEqualTo(NOON.minusSeconds(60).plusMillis(5));
  }
}
