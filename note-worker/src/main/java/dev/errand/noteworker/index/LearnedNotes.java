package dev.errand.noteworker.index;

import dev.errand.noteworker.index.NoteIndex.Text;
import dev.errand.noteworker.notion.PageId;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationAround;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.note.Note;
import dev.errand.schemas.note.NoteAppend;
import dev.errand.schemas.note.NoteAppended;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteCreated;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteRestored;
import dev.errand.schemas.note.NoteTrashed;
import dev.errand.schemas.note.NoteUpdate;
import dev.errand.schemas.note.NoteUpdated;

/**
 * The operation, whose output the index learns from: what was written or read, put into the trash
 * or found to be gone. One place for all operations, which know nothing of it.
 */
public record LearnedNotes(Operation operation, NoteIndex index) implements OperationAround {

  @Override
  public Object perform(OperationContext context) {
    return needsConnection(context.command().user())
        ? performAndLearn(context)
        : operation.perform(context);
  }

  private Object performAndLearn(OperationContext context) {
    try {
      Object output = operation.perform(context);
      learn(context, output);
      return output;
    } catch (OperationStopped stopped) {
      // Of a move it may be the other page.
      if (Notion.missing(stopped) && !operation.name().equals(NoteOperations.NOTE_MOVE)) {
        PageId.read(context.command().data().path("page").asString(""))
            .ifPresent(page -> index.drop(context.connection(), page));
      }
      throw stopped;
    }
  }

  private void learn(OperationContext context, Object output) {
    ConnectionFacts connection = context.connection();
    switch (output) {
      case NoteCreated note -> index.keep(connection, written(note, context));
      case NoteAppended note ->
          index.add(connection, note.page(), context.input(NoteAppend.class).markdown());
      case NoteUpdated note -> change(connection, context.input(NoteUpdate.class), note.page());
      case Note note when note.inTrash() -> index.trash(connection, note.page(), true);
      case Note note ->
          index.keep(
              connection,
              new Text(note.page(), note.url(), note.title(), note.markdown(), note.editedAt()));
      case NoteTrashed note -> index.trash(connection, note.page(), true);
      case NoteRestored note -> index.trash(connection, note.page(), false);
      default -> {}
    }
  }

  private void change(ConnectionFacts connection, NoteUpdate update, String page) {
    if (update.markdown() != null) {
      index.rewrite(connection, page, update.markdown());
    }
    if (update.title() != null) {
      index.rename(connection, page, update.title());
    }
    if (update.tags() != null && !update.tags().isEmpty()) {
      index.add(connection, page, String.join(" ", update.tags()));
    }
  }

  private static Text written(NoteCreated note, OperationContext context) {
    String text = context.input(NoteCreate.class).markdown();
    NoteCreated.Enhancement enhancement = note.enhancement();
    String tags = enhancement == null ? "" : String.join(" ", enhancement.tags()) + "\n";
    return new Text(note.page(), note.url(), note.title(), tags + text, null);
  }
}
