package dev.errand.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void columnsAreAsWideAsTheirContent() {
    assertThat(
            new Table("", "p50", "max")
                .row("0 ms", "11.5", "1,204.0")
                .row("150 ms", "9.0", "")
                .toString())
        .isEqualTo(
            """
                     p50      max
            0 ms    11.5  1,204.0
            150 ms   9.0
            """);
  }

  @Test
  void aRowThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new Table("", "p50").row("0 ms"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** 20,000 commands in 4 s, and 3 s of the worker's CPU. */
  @Test
  void errandAndTheBareClientAreComparedByTheCommand() {
    Stretch errand = stretch(4_000, 3_000, 2_000);
    Stretch bare = stretch(2_000, 0, 2_400);
    SideBySide tables = new SideBySide(errand, bare);
    assertThat(tables.speed(2_000, 150).toString())
        .isEqualTo(
            """
                                   errand  bare client  errand/bare
            commands/s              5,000       10,000         0.50
            seconds                  4.00         2.00
            provider calls         20,000       20,000         1.00
            part of users/latency    0.38         0.75   (13,333/s)
            cores busy               1.30         1.30
            """);
    assertThat(tables.cost().toString())
        .isEqualTo(
            """
            CPU us/command  errand  bare client
            note-worker        150            0
            postgres             0            0
            kafka                0            0
            sandbox            100          120
            bench                0            0
            all others          10           10
            together           260          130
            """);
  }

  private static Stretch stretch(long millis, long worker, long sandbox) {
    Map<String, Duration> cpu = new LinkedHashMap<>();
    cpu.put("note-worker", Duration.ofMillis(worker));
    cpu.put("sandbox", Duration.ofMillis(sandbox));
    cpu.put("mail-worker", Duration.ofMillis(200));
    return new Stretch(20_000, Duration.ofMillis(millis), new CpuTimes(cpu), 20_000, 20_000);
  }
}
