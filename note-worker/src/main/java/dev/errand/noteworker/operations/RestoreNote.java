package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.PageSeen;
import dev.errand.noteworker.steps.SetTrash;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteRestore;
import dev.errand.schemas.note.NoteRestored;

/** {@code note.restore}: takes a page out of Notion's trash, and lists it again. */
public final class RestoreNote implements Operation {

  private final NotionApi api;
  private final TableOfContents contents;

  public RestoreNote(NotionApi api, TableOfContents contents) {
    this.api = api;
    this.contents = contents;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_RESTORE;
  }

  @Override
  public Object perform(OperationContext context) {
    String id = Invalid.unlessId(context.input(NoteRestore.class).page());
    Notion notion = new Notion(api, context);
    PageSeen page = new SetTrash(id, false).once(notion);
    contents.restored(notion, page);
    return new NoteRestored(page.id(), page.url(), page.title());
  }
}
