package dev.errand.schemas.note;

/**
 * Input of {@code note.cancel}.
 *
 * @param command the id of another command for the same notes
 */
public record NoteCancel(String command) {}
