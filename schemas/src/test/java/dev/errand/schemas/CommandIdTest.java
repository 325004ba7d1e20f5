package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandIdTest {

  @Test
  void replaysAreNumbered() {
    CommandId first = new CommandId("c-1");
    assertThat(first.nextReplay()).isEqualTo(new CommandId("c-1.replay-1"));
    assertThat(first.nextReplay().nextReplay()).isEqualTo(new CommandId("c-1.replay-2"));
    assertThat(first.replay(9).nextReplay()).isEqualTo(first.replay(10));
  }

  @Test
  void longNamesThatDifferAtTheEndOnlyHaveReplaysThatDiffer() {
    CommandId one = new CommandId("i".repeat(127) + "1");
    CommandId other = new CommandId("i".repeat(127) + "2");
    assertThat(one.nextReplay()).isNotEqualTo(other.nextReplay());
    assertThat(one.replay(9_999_999).value()).hasSizeLessThanOrEqualTo(128);
    assertThat(one.nextReplay().nextReplay().value()).endsWith(".replay-2");
  }
}
