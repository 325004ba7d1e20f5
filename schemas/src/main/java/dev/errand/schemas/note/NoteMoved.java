package dev.errand.schemas.note;

/** Output of {@code note.move}: where the note is now. */
public record NoteMoved(String page, String url, String parent) {}
