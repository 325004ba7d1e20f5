package dev.errand.schemas.note;

/** Input of {@code note.append}: Markdown to put at the end of a page. */
public record NoteAppend(String page, String markdown) {}
