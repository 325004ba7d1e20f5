package dev.errand.noteworker.operations;

import dev.errand.pipeline.CancelOperation;
import dev.errand.pipeline.Operation;
import dev.errand.schemas.note.NoteCancel;
import dev.errand.schemas.note.NoteCancelled;
import dev.errand.schemas.note.NoteOperations;

/**
 * {@code note.cancel}: takes another command for the notes back, of whatever operation, as long as
 * nothing was done for it. Neither Notion nor a folder is asked.
 */
public final class CancelNote {

  private CancelNote() {}

  public static Operation operation() {
    return new CancelOperation(
        NoteOperations.NOTE_CANCEL,
        context -> context.input(NoteCancel.class).command(),
        NoteCancelled::new);
  }
}
