package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Found;
import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.Search;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.WorkspaceFound;
import dev.errand.schemas.note.WorkspaceFound.Item;
import dev.errand.schemas.note.WorkspaceKind;
import dev.errand.schemas.note.WorkspaceSearch;
import java.time.Instant;
import java.util.Objects;

/** {@code workspace.search}: pages and databases whose title matches, in all that is shared. */
public final class SearchWorkspace implements Operation {

  private static final int USUAL = 20;

  private final NotionApi api;

  public SearchWorkspace(NotionApi api) {
    this.api = api;
  }

  @Override
  public OperationName name() {
    return NoteOperations.WORKSPACE_SEARCH;
  }

  @Override
  public Object perform(OperationContext context) {
    WorkspaceSearch input = context.input(WorkspaceSearch.class);
    int limit = Invalid.unlessLimit(input.limit(), USUAL);
    Listed<Found> found = new Notion(api, context).find(search(input, limit));
    return new WorkspaceFound(
        found.results().stream()
            .filter(one -> one.url() != null && !one.inTrash())
            .map(SearchWorkspace::item)
            .toList(),
        found.next());
  }

  private static Search search(WorkspaceSearch input, int limit) {
    return switch (input.kind()) {
      case null -> Search.all(input.query(), limit, input.cursor());
      case PAGE -> Search.pages(input.query(), limit, input.cursor());
      case DATABASE -> Search.dataSources(input.query(), limit, input.cursor());
    };
  }

  private static Item item(Found found) {
    boolean database = found.dataSource() && found.database() != null;
    return new Item(
        database ? Objects.requireNonNull(found.database()) : found.id(),
        found.dataSource() ? WorkspaceKind.DATABASE : WorkspaceKind.PAGE,
        found.dataSource() ? found.id() : null,
        Objects.requireNonNullElse(found.url(), ""),
        Titles.shown(found.title()),
        Objects.requireNonNullElse(found.editedTime(), Instant.EPOCH));
  }
}
