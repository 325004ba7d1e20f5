package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.PageSeen;
import dev.errand.noteworker.steps.SetTrash;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteTrash;
import dev.errand.schemas.note.NoteTrashed;

/** {@code note.trash}: puts a page into Notion's trash, and takes it out of the contents. */
public final class TrashNote implements Operation {

  private final NotionApi api;
  private final TableOfContents contents;

  public TrashNote(NotionApi api, TableOfContents contents) {
    this.api = api;
    this.contents = contents;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_TRASH;
  }

  @Override
  public Object perform(OperationContext context) {
    String id = Invalid.unlessId(context.input(NoteTrash.class).page());
    Notion notion = new Notion(api, context);
    PageSeen page = new SetTrash(id, true).once(notion);
    contents.remove(notion, page.id());
    return new NoteTrashed(page.id(), page.title());
  }
}
