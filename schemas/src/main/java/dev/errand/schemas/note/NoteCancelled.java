package dev.errand.schemas.note;

/**
 * Output of {@code note.cancel}: nothing was done for that command, and nothing will be.
 *
 * @param command the id that was given
 */
public record NoteCancelled(String command) {}
