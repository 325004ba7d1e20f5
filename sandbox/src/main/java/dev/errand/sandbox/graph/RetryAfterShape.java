package dev.errand.sandbox.graph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** The forms of {@code Retry-After} that have been seen on Graph. */
public enum RetryAfterShape {
  /** As in {@code 12}. */
  SECONDS,
  /** As in {@code 2.128}. */
  DECIMAL,
  /** As in {@code 31,120}: two intermediaries added one each. */
  LIST,
  /** As in {@code Wed, 21 Oct 2026 07:28:00 GMT}. */
  DATE,
  ABSENT;

  Optional<String> write(long millis, Instant now) {
    long seconds = Math.max(1, (millis + 999) / 1000);
    return switch (this) {
      case SECONDS -> Optional.of(Long.toString(seconds));
      case DECIMAL -> Optional.of(String.format(Locale.ROOT, "%.3f", Math.max(1, millis) / 1000.0));
      case LIST -> Optional.of(seconds + "," + (seconds + 1));
      case DATE ->
          Optional.of(
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  now.plusSeconds(seconds).atOffset(ZoneOffset.UTC)));
      case ABSENT -> Optional.empty();
    };
  }
}
