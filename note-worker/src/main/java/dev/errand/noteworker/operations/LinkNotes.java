package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.Mention;
import dev.errand.noteworker.steps.Mention.State;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteLink;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NotesLinked;

/**
 * {@code note.link}: each of two pages names the other in its section "Linked notes", once. Both
 * are read before one is written to: so a page that is not there leaves no half of a link.
 */
public final class LinkNotes implements Operation {

  private final NotionApi api;
  private final Writing writing;

  public LinkNotes(NotionApi api, Writing writing) {
    this.api = api;
    this.writing = writing;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_LINK;
  }

  @Override
  public Object perform(OperationContext context) {
    NoteLink input = context.input(NoteLink.class);
    String from = Invalid.unlessId(input.from());
    String to = Invalid.unlessId(input.to());
    if (from.equals(to)) {
      throw Invalid.because("A note cannot be linked with itself.", "Give two notes.");
    }
    Notion notion = new Notion(api, context);
    Mention there = new Mention(from, to);
    Mention back = new Mention(to, from);
    State ofThere = there.look(notion);
    State ofBack = back.look(notion);
    int added = put(notion, there, "link-from", ofThere) + put(notion, back, "link-to", ofBack);
    return new NotesLinked(from, to, added);
  }

  private int put(Notion notion, Mention mention, String step, State state) {
    if (state.there()) {
      return 0;
    }
    writing.forget(notion, mention.page());
    mention.once(notion, step, state);
    return 1;
  }
}
