package dev.errand.schemas.note;

/** Input of {@code note.trash}: the page to put into Notion's trash. */
public record NoteTrash(String page) {}
