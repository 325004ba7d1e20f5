package dev.errand.noteworker.operations;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.Edit;
import dev.errand.noteworker.steps.Former;
import dev.errand.noteworker.steps.Former.Old;
import dev.errand.noteworker.steps.Inside;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.Rename;
import dev.errand.noteworker.steps.Rewriting;
import dev.errand.noteworker.steps.WritePlan;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteUpdate;
import dev.errand.schemas.note.NoteUpdated;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code note.update}: another title, another text, other tags. Pages and databases that lie in the
 * page stay, and so does what the former text and the new one have in common at their beginning and
 * their end. One that lies inside a column, a toggle or a list cannot stay without it: then nothing
 * is changed.
 */
public final class UpdateNote implements Operation {

  private final NotionApi api;
  private final MarkdownReader reader;
  private final Writing writing;

  public UpdateNote(NotionApi api, MarkdownReader reader, Writing writing) {
    this.api = api;
    this.reader = reader;
    this.writing = writing;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_UPDATE;
  }

  /** What a shorter text leaves out is thrown away by calls of their own. */
  @Override
  public boolean changesByCalls() {
    return true;
  }

  @Override
  public Object perform(OperationContext context) {
    NoteUpdate input = context.input(NoteUpdate.class);
    String page = Invalid.unlessId(input.page());
    Optional<String> title = Draft.newTitle(input.title());
    Optional<List<Block>> text = Draft.newText(input.markdown(), title.orElse(null), reader);
    List<String> tags = input.tags();
    if (title.isEmpty() && text.isEmpty() && tags == null) {
      throw Invalid.because("There is nothing to change.", "Give a title, a text or tags.");
    }
    Notion notion = new Notion(api, context);
    NoteUpdated updated =
        text.isEmpty() && tags == null
            ? new NoteUpdated(page, 0, 0, null)
            : rewrite(notion, page, input, text.orElse(null));
    title.ifPresent(changed -> new Rename(page, changed).once(notion));
    return updated;
  }

  private NoteUpdated rewrite(
      Notion notion, String page, NoteUpdate input, @Nullable List<Block> text) {
    Former former = Former.once(notion, page).orElseThrow(UpdateNote::tooLong);
    Edit edit = edit(former.blocks(), text, input.tags());
    spare(Inside.of(notion, edit.removed()));
    writing.forget(notion, page);
    new Rewriting(notion, page, former).carryOut(edit);
    return new NoteUpdated(
        page,
        WritePlan.of(edit.added()).blocks(),
        edit.removed().size(),
        input.markdown() == null ? null : reader.adapted(input.markdown()));
  }

  private static void spare(Inside inside) {
    switch (inside) {
      case NO_PAGE -> {}
      case TOO_MUCH -> throw tooLong();
      case A_PAGE ->
          throw OperationStopped.refused(
              Problem.of(
                      ProblemCode.CONFLICT,
                      "Another page or database lies inside a column, toggle or list of that page"
                          + " and would go into the trash with it.")
                  .action("Move it out of there in Notion and ask again, or add to the note."));
    }
  }

  private static OperationStopped tooLong() {
    return Invalid.because(
        "That page is too long to be rewritten.", "Write a new note, or add to this one.");
  }

  private static Edit edit(
      List<Old> former, @Nullable List<Block> text, @Nullable List<String> tags) {
    Optional<Meta> meta = former.stream().findFirst().flatMap(first -> Meta.read(first.line()));
    int lead = meta.isPresent() ? 1 : 0;
    if (tags == null) {
      return Edit.of(former, lead, text == null ? List.of() : text);
    }
    Optional<Block> line = new Meta(meta.map(Meta::kind).orElse(null), tags).block();
    if (text == null) {
      return Edit.ofFirst(former, meta.isPresent(), line.stream().toList());
    }
    return Edit.of(former, 0, Stream.concat(line.stream(), text.stream()).toList());
  }
}
