package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.MovePage;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.PageSeen;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteMove;
import dev.errand.schemas.note.NoteMoved;
import dev.errand.schemas.note.NoteOperations;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code note.move}: puts a page into another, or into the person's place. Its entry in the
 * contents leads to it wherever it is; what comes into the place is listed.
 */
public final class MoveNote implements Operation {

  private final NotionApi api;
  private final Workspaces workspaces;
  private final Writing writing;
  private final TableOfContents contents;

  public MoveNote(NotionApi api, Workspaces workspaces, Writing writing, TableOfContents contents) {
    this.api = api;
    this.workspaces = workspaces;
    this.writing = writing;
    this.contents = contents;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_MOVE;
  }

  @Override
  public Object perform(OperationContext context) {
    NoteMove input = context.input(NoteMove.class);
    String page = Invalid.unlessId(input.page());
    String parent = input.parent() == null ? null : Invalid.unlessId(input.parent());
    if (page.equals(parent)) {
      throw Invalid.because("A page cannot lie in itself.", "Give another page to put it into.");
    }
    Notion notion = new Notion(api, context);
    PageSeen moved = move(notion, page, parent);
    contents.addIfInPlace(notion, moved);
    return new NoteMoved(
        moved.id(), moved.url(), Objects.requireNonNullElse(moved.parent(), moved.id()));
  }

  private PageSeen move(Notion notion, String page, @Nullable String parent) {
    return parent == null
        ? workspaces.in(notion, place -> into(notion, page, place.page()))
        : into(notion, page, parent);
  }

  private PageSeen into(Notion notion, String page, String parent) {
    writing.forget(notion, parent);
    return new MovePage(page, parent).once(notion);
  }
}
