package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Move;
import dev.errand.noteworker.notion.Page;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Step;
import dev.errand.schemas.ProblemCode;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Moves a page into another. After doubt the page itself tells where it is. Notion refuses to move
 * a page to where it is already; that is looked at only then, so that it costs no call before.
 */
public record MovePage(String page, String parent) {

  public PageSeen once(Notion notion) {
    return unlessThere(
        notion,
        () ->
            notion
                .effects()
                .once(
                    Step.of("move", PageSeen.class, this, Late.COMMIT),
                    call(notion),
                    attempted -> look(notion, attempted.intent())));
  }

  /**
   * Moves a table of contents to where it belongs. No command sends it elsewhere, so a move that
   * comes late does no harm, and can be made again.
   */
  public void bringBack(Notion notion) {
    var _ = unlessThere(notion, () -> notion.context().call("notion.page.move", call(notion)));
  }

  private Call<PageSeen> call(Notion notion) {
    return token ->
        PageSeen.of(notion.api().move(Notion.bearer(token), page, Move.into(parent))).in(parent);
  }

  private PageSeen unlessThere(Notion notion, Supplier<PageSeen> move) {
    try {
      return move.get();
    } catch (OperationStopped stopped) {
      if (!Notion.refused(stopped, ProblemCode.REFUSED_BY_PROVIDER)) {
        throw stopped;
      }
      return notion
          .find(page)
          .map(PageSeen::of)
          .filter(now -> parent.equals(now.parent()))
          .orElseThrow(() -> stopped);
    }
  }

  private Finding<PageSeen> look(Notion notion, MovePage intent) {
    Optional<Page> now = notion.find(intent.page());
    if (now.isEmpty()) {
      return new Finding.CannotTell<>("The page cannot be read any more.");
    }
    PageSeen seen = PageSeen.of(now.get());
    return intent.parent().equals(seen.parent()) ? new Finding.Happened<>(seen) : absent(intent);
  }

  /** The call would no longer do what the probe looks for: then it is not made again. */
  private Finding<PageSeen> absent(MovePage intent) {
    return intent.equals(this)
        ? new Finding.Absent<>()
        : new Finding.CannotTell<>("The page it was to go into has changed since.");
  }
}
