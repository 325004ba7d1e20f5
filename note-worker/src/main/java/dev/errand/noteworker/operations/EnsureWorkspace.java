package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.Workspace;
import dev.errand.schemas.note.WorkspaceEnsure;
import java.util.Objects;

/**
 * {@code workspace.ensure}: the person has a "Personal Assistant" page with contents that are true.
 */
public final class EnsureWorkspace implements Operation {

  private final NotionApi api;
  private final TableOfContents contents;

  public EnsureWorkspace(NotionApi api, TableOfContents contents) {
    this.api = api;
    this.contents = contents;
  }

  @Override
  public OperationName name() {
    return NoteOperations.WORKSPACE_ENSURE;
  }

  /** What it makes only prepares for other commands; for this one it is all there is. */
  @Override
  public boolean changesByCalls() {
    return true;
  }

  @Override
  public Object perform(OperationContext context) {
    context.input(WorkspaceEnsure.class);
    Notion notion = new Notion(api, context);
    Place place = contents.ensure(notion);
    return new Workspace(
        place.page(),
        url(notion, place),
        place.contents(),
        context.command().id().equals(place.madeBy()));
  }

  private static String url(Notion notion, Place place) {
    return place.url() != null
        ? place.url()
        : Objects.requireNonNullElse(notion.page(place.page()).url(), "");
  }
}
