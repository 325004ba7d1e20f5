package dev.errand.noteworker.operations;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.MakeNote;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.PageMade;
import dev.errand.noteworker.steps.WritePlan;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteCreate;
import dev.errand.schemas.note.NoteCreated;
import dev.errand.schemas.note.NoteOperations;
import java.util.List;
import java.util.Objects;

/**
 * {@code note.create}: writes a note into the person's "Personal Assistant" page, or another one,
 * and lists it in the table of contents.
 *
 * <p>A note of up to a hundred blocks takes two requests once the workspace is known: the page with
 * its blocks, and its entry. A longer one is made empty and then filled, so that what each append
 * adds can be told from what was there.
 */
public final class CreateNote implements Operation {

  private final NotionApi api;
  private final MarkdownReader reader;
  private final Workspaces workspaces;
  private final Writing writing;
  private final TableOfContents contents;
  private final EnhanceNote enhance;

  public CreateNote(
      NotionApi api,
      MarkdownReader reader,
      Workspaces workspaces,
      Writing writing,
      TableOfContents contents,
      EnhanceNote enhance) {
    this.api = api;
    this.reader = reader;
    this.workspaces = workspaces;
    this.writing = writing;
    this.contents = contents;
    this.enhance = enhance;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_CREATE;
  }

  @Override
  public Object perform(OperationContext context) {
    NoteCreate input = context.input(NoteCreate.class);
    String parent = input.parent() == null ? null : Invalid.unlessId(input.parent());
    Notion notion = new Notion(api, context);
    boolean resumed = notion.begun();
    List<Block> blocks = Draft.read(input.markdown(), reader);
    Enhanced enhanced =
        Boolean.TRUE.equals(input.enhance())
            ? enhance.note(notion, input, blocks)
            : new Enhanced(input, blocks, null);
    Draft draft = Draft.note(enhanced.input(), enhanced.blocks());
    WritePlan plan = draft.plan();

    List<Block> along =
        plan.goesInOne() && !plan.requests().isEmpty()
            ? plan.requests().getFirst().blocks()
            : List.of();
    PageMade page =
        workspaces.in(
            notion,
            place -> {
              contents.healIfNew(notion, place);
              String into = Objects.requireNonNullElse(parent, place.page());
              writing.forget(notion, into);
              return new MakeNote(into, place.contents(), draft.title(), along).once(notion);
            });
    if (!plan.goesInOne()) {
      writing.fill(notion, page.id(), plan);
    }
    CrashPoint.hit(CrashPoint.PAGE_MADE);
    contents.add(notion, page.id(), resumed);
    return new NoteCreated(
        page.id(),
        url(notion, page),
        draft.title(),
        page.parent(),
        plan.blocks(),
        enhanced.told(),
        reader.adapted(input.markdown()));
  }

  private static String url(Notion notion, PageMade page) {
    return page.url() != null
        ? page.url()
        : Objects.requireNonNullElse(notion.page(page.id()).url(), "");
  }
}
