package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.NewPage;
import dev.errand.noteworker.notion.Parent;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Step;
import dev.errand.runtime.http.HttpFailure;
import java.util.List;
import java.util.Optional;

/**
 * Makes an empty page in a page, one that there is only one of. So the probe need not tell whose it
 * is: any page of that title there will do.
 */
public record MakeContents(String parent, String title) {

  public PageMade once(Notion notion) {
    return onceAs(notion, "create-contents");
  }

  /**
   * The same for another page that there is only one of.
   *
   * @param step unique within the operation
   */
  public PageMade onceAs(Notion notion, String step) {
    return notion
        .effects()
        .once(
            Step.of(step, PageMade.class, this, Late.COMMIT).preparing(),
            call(notion),
            attempted -> look(notion, attempted.intent()));
  }

  /** The first page of that title in the parent, which is the oldest. */
  public Optional<String> find(Notion notion) {
    String cursor = null;
    do {
      var part = notion.children(parent, cursor);
      Optional<String> found = first(part.results(), title);
      if (found.isPresent()) {
        return found;
      }
      cursor = part.next();
    } while (cursor != null);
    return Optional.empty();
  }

  private static Optional<String> first(List<StoredBlock> blocks, String title) {
    return blocks.stream()
        .filter(block -> MakeNote.isTitled(block, title))
        .map(StoredBlock::id)
        .findFirst();
  }

  private Call<PageMade> call(Notion notion) {
    NewPage page = NewPage.of(Parent.page(parent), title, List.of());
    return token -> {
      try {
        return PageMade.of(notion.api().create(Notion.bearer(token), page), parent);
      } catch (HttpFailure failure) {
        String id = Committed.page(failure).orElseThrow(() -> failure);
        return new PageMade(id, parent, null);
      }
    };
  }

  private Finding<PageMade> look(Notion notion, MakeContents intent) {
    Optional<List<StoredBlock>> all = notion.allChildren(intent.parent());
    if (all.isEmpty() || !intent.equals(this)) {
      return new Finding.CannotTell<>("The page it was to be in cannot be read any more.");
    }
    return first(all.get(), title)
        .<Finding<PageMade>>map(id -> new Finding.Happened<>(new PageMade(id, parent, null)))
        .orElseGet(Finding.Absent::new);
  }
}
