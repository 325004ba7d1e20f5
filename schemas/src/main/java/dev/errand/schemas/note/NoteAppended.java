package dev.errand.schemas.note;

/** Output of {@code note.append}: how many blocks were put at the end of the page. */
public record NoteAppended(String page, int blocks) {}
