package dev.errand.sandbox.notion.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which days the words of a filter mean. */
class RelativeDaysTest {

  /** A Wednesday. */
  private static final LocalDate TODAY = LocalDate.parse("2026-03-18");

  @ParameterizedTest
  @CsvSource({
    "past_week, 2026-03-11, 2026-03-18",
    "past_month, 2026-02-18, 2026-03-18",
    "past_year, 2025-03-18, 2026-03-18",
    "this_week, 2026-03-15, 2026-03-21",
    "next_week, 2026-03-18, 2026-03-25",
    "next_month, 2026-03-18, 2026-04-18",
    "next_year, 2026-03-18, 2027-03-18"
  })
  void aConditionMeansDaysAndBothEndsWithThem(String word, LocalDate from, LocalDate to) {
    RelativeDays days = RelativeDays.of(word, TODAY).orElseThrow();
    assertThat(days.hold(from)).isTrue();
    assertThat(days.hold(to)).isTrue();
    assertThat(days.hold(from.minusDays(1))).isFalse();
    assertThat(days.hold(to.plusDays(1))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "today, 2026-03-18",
    "tomorrow, 2026-03-19",
    "yesterday, 2026-03-17",
    "one_week_ago, 2026-03-11",
    "one_week_from_now, 2026-03-25",
    "one_month_ago, 2026-02-18",
    "one_month_from_now, 2026-04-18"
  })
  void aValueMeansADay(String word, LocalDate day) {
    assertThat(RelativeDays.day(word, TODAY)).contains(day);
  }

  @Test
  void anotherWordMeansNone() {
    assertThat(RelativeDays.of("equals", TODAY)).isEmpty();
    assertThat(RelativeDays.day("2026-03-18", TODAY)).isEmpty();
  }
}
