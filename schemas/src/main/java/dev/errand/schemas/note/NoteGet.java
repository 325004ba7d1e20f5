package dev.errand.schemas.note;

/** Input of {@code note.get}. */
public record NoteGet(String page) {}
