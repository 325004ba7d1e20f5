package dev.errand.runtime.http;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a Retry-After header in all the shapes that were seen: seconds, decimal seconds ("2.128"),
 * a list of them ("31,120": the longest counts), or an HTTP date. What is negative counts as 0,
 * what is longer than an hour as an hour, and what cannot be read as absent.
 */
final class RetryAfter {

  private static final Duration LONGEST = Duration.ofHours(1);
  private static final BigDecimal MILLIS = BigDecimal.valueOf(1000);

  private RetryAfter() {}

  static Optional<Duration> read(@Nullable String header, Clock clock) {
    if (header == null || header.isBlank() || header.length() > 128) {
      return Optional.empty();
    }
    Optional<Duration> date = date(header.trim(), clock.instant());
    return date.isPresent()
        ? date
        : Arrays.stream(header.split(",", -1))
            .flatMap(part -> seconds(part.trim()).stream())
            .max(Comparator.naturalOrder());
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(clamp(Duration.between(now, until)));
    } catch (DateTimeParseException notADate) {
      return Optional.empty();
    }
  }

  private static Optional<Duration> seconds(String text) {
    try {
      BigDecimal millis = new BigDecimal(text).multiply(MILLIS);
      BigDecimal longest = BigDecimal.valueOf(LONGEST.toMillis());
      return Optional.of(clamp(Duration.ofMillis(millis.min(longest).longValue())));
    } catch (NumberFormatException notANumber) {
      return Optional.empty();
    }
  }

  private static Duration clamp(Duration asked) {
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
