package dev.errand.schemas.note;

/** Input of {@code note.restore}: the page to take out of Notion's trash. */
public record NoteRestore(String page) {}
