package dev.errand.schemas.note;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code note.search}, which looks at titles, and at what this system wrote or read.
 *
 * @param limit 1 to 100; absent: 20
 * @param cursor from an earlier answer
 */
public record NoteSearch(String query, @Nullable Integer limit, @Nullable String cursor) {}
