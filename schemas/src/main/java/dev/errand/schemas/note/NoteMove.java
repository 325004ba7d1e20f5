package dev.errand.schemas.note;

import org.jspecify.annotations.Nullable;

/**
 * Input of {@code note.move}.
 *
 * @param parent the page to put it into; absent: the "Personal Assistant" page
 */
public record NoteMove(String page, @Nullable String parent) {}
