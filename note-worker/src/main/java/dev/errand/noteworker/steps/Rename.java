package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.notion.PageChange;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Step;
import java.util.Optional;

/**
 * Gives a page another title. As with {@link SetTrash}, a request that is carried out late must not
 * undo the next one: so it is an effect, and after doubt the page itself tells.
 */
public record Rename(String page, String title) {

  public PageSeen once(Notion notion) {
    return notion
        .effects()
        .once(
            Step.of("rename", PageSeen.class, this, Late.COMMIT),
            token ->
                PageSeen.of(
                    notion.api().change(Notion.bearer(token), page, PageChange.title(title))),
            attempted -> look(notion, attempted.intent()));
  }

  private static Finding<PageSeen> look(Notion notion, Rename intent) {
    Optional<Page> now = notion.find(intent.page());
    if (now.isEmpty()) {
      return new Finding.CannotTell<>("The page cannot be read any more.");
    }
    return now.get().title().equals(intent.title())
        ? new Finding.Happened<>(PageSeen.of(now.get()))
        : new Finding.Absent<>();
  }
}
