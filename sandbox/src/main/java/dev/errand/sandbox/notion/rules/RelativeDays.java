package dev.errand.sandbox.notion.rules;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * The days that a filter such as {@code past_week} or {@code today} means, both ends with them.
 *
 * <p>The words are those of developers.notion.com/reference/filter-data-source-entries. That a week
 * begins on Sunday, that today belongs to the past and to the next week alike, and that days begin
 * in UTC, is assumed: Notion takes the time zone of the person.
 */
record RelativeDays(LocalDate from, LocalDate to) {

  /** Those that a condition's word means; empty if it is another word. */
  static Optional<RelativeDays> of(String word, LocalDate today) {
    LocalDate sunday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    return Optional.ofNullable(
        switch (word) {
          case "past_week" -> new RelativeDays(today.minusWeeks(1), today);
          case "past_month" -> new RelativeDays(today.minusMonths(1), today);
          case "past_year" -> new RelativeDays(today.minusYears(1), today);
          case "this_week" -> new RelativeDays(sunday, sunday.plusDays(6));
          case "next_week" -> new RelativeDays(today, today.plusWeeks(1));
          case "next_month" -> new RelativeDays(today, today.plusMonths(1));
          case "next_year" -> new RelativeDays(today, today.plusYears(1));
          default -> null;
        });
  }

  /** The day that a word means as a value; empty if it is another text. */
  static Optional<LocalDate> day(String word, LocalDate today) {
    return Optional.ofNullable(
        switch (word) {
          case "today" -> today;
          case "tomorrow" -> today.plusDays(1);
          case "yesterday" -> today.minusDays(1);
          case "one_week_ago" -> today.minusWeeks(1);
          case "one_week_from_now" -> today.plusWeeks(1);
          case "one_month_ago" -> today.minusMonths(1);
          case "one_month_from_now" -> today.plusMonths(1);
          default -> null;
        });
  }

  boolean hold(LocalDate day) {
    return !day.isBefore(from) && !day.isAfter(to);
  }
}
