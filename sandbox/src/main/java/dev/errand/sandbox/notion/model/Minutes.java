package dev.errand.sandbox.notion.model;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Notion floors every time of a page or block to the minute. */
public final class Minutes {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Minutes() {}

  public static Instant floor(Instant time) {
    return time.truncatedTo(ChronoUnit.MINUTES);
  }

  public static String text(Instant time) {
    return TIME.format(floor(time));
  }
}
