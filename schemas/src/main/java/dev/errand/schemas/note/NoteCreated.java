package dev.errand.schemas.note;

/**
 * Output of {@code note.create}.
 *
 * @param blocks how many blocks the note has
 */
public record NoteCreated(String page, String url, String title, String parent, int blocks) {}
