package dev.errand.schemas.note;

/** Input of {@code note.link}: two pages, each of which is to name the other. */
public record NoteLink(String from, String to) {}
