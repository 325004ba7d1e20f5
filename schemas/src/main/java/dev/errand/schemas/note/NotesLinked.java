package dev.errand.schemas.note;

/**
 * Output of {@code note.link}.
 *
 * @param added how many links were not there before: 0, 1 or 2
 */
public record NotesLinked(String from, String to, int added) {}
