package dev.errand.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class UsageTest {

  /** A line of this kernel, with a name that looks like more fields. */
  @Test
  void cpuTimeIsReadBehindANameThatMayHoldAnything() {
    String stat =
        "4711 (po) R 1 (st gres) S 1 4711 4711 0 -1 4194560 2087 5531 12 0 141 52 1203 87 20 0 1 0"
            + " 880123 229376000 5011 18446744073709551615 1 1 0 0 0 0 0 19935232 84487 0 0 0 17 1"
            + " 0 0 0 0 0 0 0 0 0 0 0 0 0";
    assertThat(Usage.ticks(stat, 2)).isEqualTo(141 + 52);
    assertThat(Usage.ticks(stat, 4)).isEqualTo(141 + 52 + 1203 + 87);
  }

  @Test
  void thisProcessHasUsedSomeOfEach() {
    ProcessHandle own = ProcessHandle.current();
    assertThat(Usage.cpu(own)).isGreaterThan(Duration.ZERO);
    assertThat(Usage.peakMemory(own)).isGreaterThan(10L << 20);
  }
}
