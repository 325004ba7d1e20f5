package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteSearch;
import dev.errand.schemas.note.NotesFound;
import dev.errand.schemas.note.NotesFound.Hit;
import java.time.Instant;
import java.util.Objects;

/** {@code note.search}: pages whose title matches, as far as Notion's search knows them. */
public final class SearchNotes implements Operation {

  private static final int USUAL = 20;

  private final NotionApi api;

  public SearchNotes(NotionApi api) {
    this.api = api;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_SEARCH;
  }

  @Override
  public Object perform(OperationContext context) {
    NoteSearch input = context.input(NoteSearch.class);
    int limit = Invalid.unlessLimit(input.limit(), USUAL);
    Listed<Page> found = new Notion(api, context).search(input.query(), limit, input.cursor());
    return new NotesFound(
        found.results().stream()
            .filter(page -> !page.partial() && !page.inTrash())
            .map(SearchNotes::hit)
            .toList(),
        found.next());
  }

  private static Hit hit(Page page) {
    return new Hit(
        page.id(),
        Objects.requireNonNullElse(page.url(), ""),
        page.title(),
        Objects.requireNonNullElse(page.lastEditedTime(), Instant.EPOCH));
  }
}
