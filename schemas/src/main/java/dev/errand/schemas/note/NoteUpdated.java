package dev.errand.schemas.note;

/**
 * Output of {@code note.update}.
 *
 * @param added how many blocks were written, with those inside others
 * @param removed how many blocks of the former text went into the trash
 */
public record NoteUpdated(String page, int added, int removed) {}
