package dev.errand.runtime.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.unit.DataSize;

/** Settings with which no file could come, or none could be removed, are refused at the start. */
class FileSettingsTest {

  private static FileSettings settings(
      Duration kept,
      long largest,
      long most,
      int mostFiles,
      long mostOfAll,
      Duration longest,
      Duration repeatable) {
    return new FileSettings(
        kept,
        DataSize.ofBytes(largest),
        DataSize.ofBytes(most),
        mostFiles,
        DataSize.ofBytes(mostOfAll),
        longest,
        repeatable);
  }

  @Test
  void theLargestThatMakesSenseIsTaken() {
    FileSettings settings =
        settings(
            Duration.ofDays(1),
            2147483647L,
            2147483647L,
            1,
            2147483647L,
            Duration.ofSeconds(1),
            Duration.ZERO);
    assertThat(settings.largest().toBytes()).isEqualTo(2147483647L);
  }

  @ParameterizedTest
  @CsvSource({
    "PT0S, 1, 1, 1, 1, PT1S, PT0S, kept",
    "PT-1S, 1, 1, 1, 1, PT1S, PT0S, kept",
    "P1D, 0, 1, 1, 1, PT1S, PT0S, largest",
    "P1D, 2147483648, 2147483648, 1, 2147483648, PT1S, PT0S, largest",
    "P1D, 2, 1, 1, 2, PT1S, PT0S, most",
    "P1D, 1, 1, 0, 1, PT1S, PT0S, most-files",
    "P1D, 2, 2, 1, 1, PT1S, PT0S, most-of-all",
    "P1D, 1, 1, 1, 1, PT0S, PT0S, longest",
    "P1D, 1, 1, 1, 1, PT1S, PT-1S, repeatable"
  })
  void nonsenseIsRefusedByItsName(
      Duration kept,
      long largest,
      long most,
      int mostFiles,
      long mostOfAll,
      Duration longest,
      Duration repeatable,
      String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> settings(kept, largest, most, mostFiles, mostOfAll, longest, repeatable))
        .withMessageStartingWith("errand.files." + name + " must");
  }
}
