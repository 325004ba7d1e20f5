package dev.errand.sandbox.graph;

import dev.errand.sandbox.http.Reply;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

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

  Reply write(Reply reply, Duration wait, Instant now) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return switch (this) {
      case SECONDS -> reply.withHeader("retry-after", Long.toString(seconds));
      case DECIMAL ->
          reply.withHeader(
              "retry-after",
              String.format(Locale.ROOT, "%.3f", wait.plusMillis(1).toMillis() / 1000.0));
      case LIST -> reply.withHeader("retry-after", seconds + "," + (seconds + 1));
      case DATE ->
          reply.withHeader(
              "retry-after",
              DateTimeFormatter.RFC_1123_DATE_TIME.format(
                  now.plusSeconds(seconds).atOffset(ZoneOffset.UTC)));
      case ABSENT -> reply;
    };
  }
}
