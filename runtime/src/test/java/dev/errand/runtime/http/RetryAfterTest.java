package dev.errand.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-20T10:00:00Z"), ZoneOffset.UTC);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 | PT30S",
        "2.128 | PT2.128S",
        "31,120 | PT2M",
        "31, 120 | PT2M",
        "0 | PT0S",
        "-1 | PT0S",
        "1000000000000 | PT1H",
        "1e999999 | PT1H",
        "Fri, 20 Nov 2026 10:00:07 GMT | PT7S",
        "Fri, 20 Nov 2026 09:00:00 GMT | PT0S",
        "Sun, 20 Nov 2050 10:00:00 GMT | PT1H"
      })
  void eachShapeIsReadAndClamped(String header, String expected) {
    assertThat(RetryAfter.read(header, CLOCK)).map(Object::toString).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({"soon", "''", "' '", "NaN", "12 s"})
  void whatCannotBeReadCountsAsAbsent(String header) {
    assertThat(RetryAfter.read(header, CLOCK)).isEmpty();
  }
}
