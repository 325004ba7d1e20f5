package dev.errand.schemas.note;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code note.list}.
 *
 * @param parent the page whose notes are wanted; absent: the "Personal Assistant" page
 * @param limit 1 to 100; absent: 20
 * @param cursor from an earlier answer
 */
public record NoteList(@Nullable String parent, @Nullable Integer limit, @Nullable String cursor) {}
