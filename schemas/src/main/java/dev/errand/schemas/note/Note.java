package dev.errand.schemas.note;

import java.time.Instant;

/**
 * Output of {@code note.get}.
 *
 * @param markdown at most {@value #MAX_MARKDOWN} characters
 * @param truncated whether the note is longer than what is given here
 */
public record Note(
    String page,
    String url,
    String title,
    String markdown,
    Instant createdAt,
    Instant editedAt,
    boolean inTrash,
    boolean truncated) {

  /** So that the result fits into one Kafka record, whatever the characters. */
  public static final int MAX_MARKDOWN = 200_000;
}
