package dev.errand.noteworker.operations;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.WritePlan;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteAppend;
import dev.errand.schemas.note.NoteAppended;
import dev.errand.schemas.note.NoteOperations;

/** {@code note.append}: puts Markdown at the end of a page. */
public final class AppendToNote implements Operation {

  private final NotionApi api;
  private final MarkdownReader reader;
  private final Writing writing;

  public AppendToNote(NotionApi api, MarkdownReader reader, Writing writing) {
    this.api = api;
    this.reader = reader;
    this.writing = writing;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_APPEND;
  }

  @Override
  public Object perform(OperationContext context) {
    NoteAppend input = context.input(NoteAppend.class);
    String page = Invalid.unlessId(input.page());
    WritePlan plan = Draft.addition(input.markdown(), reader);
    writing.append(new Notion(api, context), page, plan);
    return new NoteAppended(page, plan.blocks(), reader.adapted(input.markdown()));
  }
}
