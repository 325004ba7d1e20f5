package dev.errand.schemas.note;

/** Output of {@code note.trash}: what lies in the trash now. */
public record NoteTrashed(String page, String title) {}
