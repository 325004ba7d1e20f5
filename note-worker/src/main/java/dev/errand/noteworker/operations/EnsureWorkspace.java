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

/** {@code workspace.ensure}: the person has a "Personal Assistant" page with its contents. */
public final class EnsureWorkspace implements Operation {

  private final NotionApi api;
  private final Workspaces workspaces;

  public EnsureWorkspace(NotionApi api, Workspaces workspaces) {
    this.api = api;
    this.workspaces = workspaces;
  }

  @Override
  public OperationName name() {
    return NoteOperations.WORKSPACE_ENSURE;
  }

  @Override
  public Object perform(OperationContext context) {
    context.input(WorkspaceEnsure.class);
    Notion notion = new Notion(api, context);
    Place place = workspaces.ensure(notion);
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
