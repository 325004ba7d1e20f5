package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.NewPage;
import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.notion.Parent;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Step;
import dev.errand.runtime.http.HttpFailure;
import java.util.List;
import java.util.Optional;

/**
 * Makes a private page at the root of the person's workspace.
 *
 * <p>Notion lists no root, so after doubt the page can only be searched for, and the search lags
 * behind by some seconds and promises nothing. Found is found. Not found proves nothing: once
 * Notion can no longer carry it out, the outcome stays unknown rather than make a second page. The
 * person's next command finds the page, if there is one, or makes it.
 */
public record MakeWorkspacePage(String title) {

  public PageMade once(Notion notion) {
    return notion
        .effects()
        .once(
            Step.of("create-workspace", PageMade.class, this, Late.COMMIT).preparing(),
            call(notion),
            attempted -> look(notion, attempted));
  }

  private Call<PageMade> call(Notion notion) {
    NewPage page = NewPage.of(Parent.root(), title, List.of());
    return token -> {
      try {
        return PageMade.of(notion.api().create(Notion.bearer(token), page), "");
      } catch (HttpFailure failure) {
        return new PageMade(Committed.page(failure).orElseThrow(() -> failure), "", null);
      }
    };
  }

  private static Finding<PageMade> look(Notion notion, Attempted<MakeWorkspacePage> attempted) {
    OwnWork own = OwnWork.of(notion, attempted);
    Optional<Page> found =
        TitleSearch.oldest(
            notion, attempted.intent().title(), page -> own.has(page) && isRoot(page));
    if (found.isPresent()) {
      return new Finding.Happened<>(PageMade.of(found.get(), ""));
    }
    return attempted.settled()
        ? new Finding.CannotTell<>("Notion's search does not show the page, which proves nothing.")
        : new Finding.Absent<>();
  }

  private static boolean isRoot(Page page) {
    return page.parent() != null && page.parent().type().equals("workspace");
  }
}
