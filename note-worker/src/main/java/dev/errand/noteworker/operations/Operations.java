package dev.errand.noteworker.operations;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.markdown.MarkdownWriter;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Operation;
import java.util.List;

/** All operations in Notion, over one client. */
public final class Operations {

  private Operations() {}

  public static List<Operation> over(NotionApi api) {
    MarkdownReader reader = new MarkdownReader();
    Workspaces workspaces = new Workspaces();
    Writing writing = new Writing();
    return List.of(
        new EnsureWorkspace(api, workspaces),
        new CreateNote(api, reader, workspaces, writing),
        new GetNote(api, new MarkdownWriter()),
        new AppendToNote(api, reader, writing),
        new SearchNotes(api));
  }
}
