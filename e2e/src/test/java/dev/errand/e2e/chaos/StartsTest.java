package dev.errand.e2e.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartsTest {

  private final Starts starts = new Starts();

  @Test
  void aWorkerThatFoundNoDatabaseWhenItWasStartedMayHaveEnded() {
    starts.started("note-worker-2", 10);
    assertThat(starts.mayHaveEnded("note-worker-2")).isFalse();
    starts.broken("note-worker to PostgreSQL", 12);
    assertThat(starts.mayHaveEnded("note-worker-2")).isTrue();
    starts.started("mail-worker", 10);
    starts.broken("database", 10);
    assertThat(starts.mayHaveEnded("mail-worker")).isTrue();
  }

  @Test
  void oneThatWasUpMayNotHaveEndedWhateverBroke() {
    starts.started("note-worker", 10);
    starts.served("note-worker");
    starts.broken("database", 12);
    assertThat(starts.mayHaveEnded("note-worker")).isFalse();
  }

  @Test
  void whatBrokeBeforeOrElsewhereExplainsNothing() {
    starts.broken("database", 5);
    starts.started("note-worker", 10);
    starts.broken("mail-worker to PostgreSQL", 12);
    starts.broken("broker", 12);
    assertThat(starts.mayHaveEnded("note-worker")).isFalse();
  }
}
