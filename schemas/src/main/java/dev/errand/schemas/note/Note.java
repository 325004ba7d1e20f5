package dev.errand.schemas.note;

import java.time.Instant;

/**
 * Output of {@code note.get}.
 *
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
    boolean truncated) {}
