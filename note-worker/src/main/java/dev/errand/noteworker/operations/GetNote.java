package dev.errand.noteworker.operations;

import dev.errand.noteworker.markdown.MarkdownWriter;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.Note;
import dev.errand.schemas.note.NoteGet;
import dev.errand.schemas.note.NoteOperations;
import java.time.Instant;
import java.util.Objects;

/**
 * {@code note.get}: a page as Markdown. Of a page in the trash only the title is given: Notion no
 * longer shows what is in it.
 */
public final class GetNote implements Operation {

  private final NotionApi api;
  private final MarkdownWriter writer;

  public GetNote(NotionApi api, MarkdownWriter writer) {
    this.api = api;
    this.writer = writer;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_GET;
  }

  @Override
  public Object perform(OperationContext context) {
    String id = Invalid.unlessId(context.input(NoteGet.class).page());
    Notion notion = new Notion(api, context);
    Page page = notion.page(id);
    PageContent content = page.inTrash() ? PageContent.hidden() : PageContent.read(notion, id);
    String markdown = writer.write(content.blocks());
    return new Note(
        page.id(),
        Objects.requireNonNullElse(page.url(), ""),
        page.title(),
        beginning(markdown),
        Objects.requireNonNullElse(page.createdTime(), Instant.EPOCH),
        Objects.requireNonNullElse(page.lastEditedTime(), Instant.EPOCH),
        page.inTrash(),
        content.truncated() || markdown.length() > Note.MAX_MARKDOWN);
  }

  /** As much as a result may hold, without half a surrogate pair at its end. */
  private static String beginning(String markdown) {
    if (markdown.length() <= Note.MAX_MARKDOWN) {
      return markdown;
    }
    boolean splitsPair = Character.isHighSurrogate(markdown.charAt(Note.MAX_MARKDOWN - 1));
    return markdown.substring(0, splitsPair ? Note.MAX_MARKDOWN - 1 : Note.MAX_MARKDOWN);
  }
}
