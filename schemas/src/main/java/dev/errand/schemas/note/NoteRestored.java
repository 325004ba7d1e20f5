package dev.errand.schemas.note;

/** Output of {@code note.restore}: what is there again. */
public record NoteRestored(String page, String url, String title) {}
