package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.notion.PageChange;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Step;
import dev.errand.schemas.ProblemCode;
import java.util.Optional;

/**
 * Puts a page into the trash, or takes it out.
 *
 * <p>It could be said again without harm, but not carried out late: a request to trash that Notion
 * still has in hand must not undo the restoring that comes after it. So it is an effect, and after
 * doubt the page itself tells.
 */
public record SetTrash(String page, boolean inTrash) {

  public PageSeen once(Notion notion) {
    try {
      return notion
          .effects()
          .once(
              Step.of(inTrash ? "trash" : "restore", PageSeen.class, this, Late.COMMIT),
              token ->
                  PageSeen.of(
                      notion.api().change(Notion.bearer(token), page, PageChange.trash(inTrash))),
              attempted -> look(notion, attempted.intent()));
    } catch (OperationStopped stopped) {
      if (!Notion.refused(stopped, ProblemCode.CONFLICT)) {
        throw stopped;
      }
      return found(notion).map(PageSeen::of).orElseThrow(() -> stopped);
    }
  }

  /** Notion refuses to touch what is in the trash, also to put it there. */
  private Optional<Page> found(Notion notion) {
    return notion.find(page).filter(now -> now.inTrash() == inTrash);
  }

  private static Finding<PageSeen> look(Notion notion, SetTrash intent) {
    Optional<Page> now = notion.find(intent.page());
    if (now.isEmpty()) {
      return new Finding.CannotTell<>("The page cannot be read any more.");
    }
    return now.get().inTrash() == intent.inTrash()
        ? new Finding.Happened<>(PageSeen.of(now.get()))
        : new Finding.Absent<>();
  }
}
