package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteList;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NotesListed;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code note.list}: the pages that lie directly in a page, part by part, in their order there: the
 * oldest first. Unlike a search it is complete, and true at once.
 */
public final class ListNotes implements Operation {

  private static final int USUAL = 20;

  private final NotionApi api;
  private final Workspaces workspaces;

  public ListNotes(NotionApi api, Workspaces workspaces) {
    this.api = api;
    this.workspaces = workspaces;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_LIST;
  }

  @Override
  public Object perform(OperationContext context) {
    NoteList input = context.input(NoteList.class);
    int limit = Invalid.unlessLimit(input.limit(), USUAL);
    Notion notion = new Notion(api, context);
    if (input.parent() != null) {
      return in(notion, Invalid.unlessId(input.parent()), "", limit, input.cursor());
    }
    return workspaces.in(
        notion, place -> in(notion, place.page(), place.contents(), limit, input.cursor()));
  }

  private static NotesListed in(
      Notion notion, String parent, String contents, int limit, @Nullable String cursor) {
    Listed<StoredBlock> part = notion.children(parent, limit, cursor);
    List<NotesListed.Listed> notes =
        part.results().stream()
            .filter(block -> !block.id().equals(contents))
            .flatMap(block -> note(block).stream())
            .toList();
    return new NotesListed(parent, notes, part.next());
  }

  private static Optional<NotesListed.Listed> note(StoredBlock block) {
    return block.content() instanceof Block.ChildPage(String title) && !block.inTrash()
        ? Optional.of(
            new NotesListed.Listed(
                block.id(),
                Titles.shown(title),
                Objects.requireNonNullElse(block.createdTime(), Instant.EPOCH),
                Objects.requireNonNullElse(block.editedTime(), Instant.EPOCH)))
        : Optional.empty();
  }
}
