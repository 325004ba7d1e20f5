package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.steps.HealContents;
import dev.errand.noteworker.steps.HealContents.Most;
import dev.errand.noteworker.steps.MakeContents;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.WorkspaceCheck;
import dev.errand.schemas.note.WorkspaceChecked;
import dev.errand.schemas.note.WorkspaceChecked.Missing;
import dev.errand.schemas.note.WorkspaceChecked.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code workspace.check}: what the connection can see, what is missing, and what the person can
 * do. It only reads: what a connection may change Notion tells only when it is tried.
 */
public final class CheckWorkspace implements Operation {

  private final NotionApi api;

  public CheckWorkspace(NotionApi api) {
    this.api = api;
  }

  @Override
  public OperationName name() {
    return NoteOperations.WORKSPACE_CHECK;
  }

  @Override
  public Object perform(OperationContext context) {
    context.input(WorkspaceCheck.class);
    Notion notion = new Notion(api, context);
    try {
      return check(notion, notion.search("", NotionApi.MOST_IN_A_LIST, null));
    } catch (OperationStopped stopped) {
      if (!Notion.refused(stopped, ProblemCode.MISSING_PERMISSION)) {
        throw stopped;
      }
      return new WorkspaceChecked(false, 0, false, null, null, null, List.of(mayNotRead()));
    }
  }

  private static WorkspaceChecked check(Notion notion, Listed<Page> seen) {
    List<Missing> missing = new ArrayList<>();
    int pages = (int) seen.results().stream().filter(page -> !page.inTrash()).count();
    if (pages == 0) {
      missing.add(nothingShared());
    }
    Optional<Page> place = Workspaces.find(notion);
    Optional<String> contents =
        place.flatMap(page -> new MakeContents(page.id(), Workspaces.CONTENTS).find(notion));
    if (place.isEmpty()) {
      missing.add(noPage());
    } else if (contents.isEmpty()) {
      missing.add(noContents());
    } else if (!new HealContents(place.get().id(), Workspaces.CONTENTS, contents.get(), Most.ALL)
        .isTrue(notion)) {
      missing.add(noEntries());
    }
    return new WorkspaceChecked(
        missing.isEmpty(),
        pages,
        seen.next() != null,
        place.map(Page::id).orElse(null),
        place.map(Page::url).orElse(null),
        contents.orElse(null),
        missing);
  }

  private static Missing mayNotRead() {
    return new Missing(
        What.PERMISSION_TO_READ,
        "The connection may not read in your Notion.",
        "Connect Notion anew; whoever runs this integration has to give it the capability to"
            + " read.");
  }

  private static Missing nothingShared() {
    return new Missing(
        What.SHARED_PAGES,
        "No page of your Notion is shared with the connection.",
        "Open a page in Notion, click the three dots at its top right, then Connections, and add"
            + " this connection; or connect Notion anew and select pages.");
  }

  private static Missing noPage() {
    return new Missing(
        What.WORKSPACE_PAGE,
        "There is no \"Personal Assistant\" page that the connection can see.",
        "Ask for workspace.ensure, or write a note: it is made then. If you have one, share it with"
            + " the connection: three dots at its top right, then Connections.");
  }

  private static Missing noContents() {
    return new Missing(
        What.TABLE_OF_CONTENTS,
        "Your \"Personal Assistant\" page has no \"Table of Contents\".",
        "Ask for workspace.ensure, or write a note: it is made then.");
  }

  private static Missing noEntries() {
    return new Missing(
        What.ENTRIES,
        "The \"Table of Contents\" does not list each note once.",
        "Ask for workspace.ensure: it puts that right.");
  }
}
