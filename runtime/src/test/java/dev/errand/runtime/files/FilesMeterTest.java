package dev.errand.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.files.FilesMeter.Outcome;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** What an operator sees of files. */
class FilesMeterTest {

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final FilesMeter meter = new FilesMeter(registry, FilesWorld.SETTINGS);

  private double gauge(String name) {
    return registry.get(name).gauge().value();
  }

  private double transfers(String purpose, String outcome) {
    return registry
        .get("errand.files.transfers")
        .tags("purpose", purpose, "outcome", outcome)
        .counter()
        .count();
  }

  @Test
  void theLastCountIsToldAndHowMuchThereMayBe() {
    assertThat(gauge("errand.files.bytes")).isZero();
    meter.counted(new FileTotal(3, 70));
    assertThat(gauge("errand.files.stored")).isEqualTo(3);
    assertThat(gauge("errand.files.bytes")).isEqualTo(70);
    assertThat(gauge("errand.files.bytes.most")).isEqualTo(1 << 30);
  }

  @Test
  void transfersAreCountedByHowTheyEndedAndAreThereFromTheStart() {
    assertThat(transfers("upload", "slow")).isZero();
    meter.transferred(Purpose.UPLOAD, Outcome.SLOW);
    meter.transferred(Purpose.DOWNLOAD, Outcome.DONE);
    meter.expired(2);
    assertThat(transfers("upload", "slow")).isEqualTo(1);
    assertThat(transfers("download", "slow")).isZero();
    assertThat(transfers("download", "done")).isEqualTo(1);
    assertThat(registry.get("errand.files.expired").counter().count()).isEqualTo(2);
  }
}
