package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.notion.Parent;
import dev.errand.noteworker.steps.MakeContents;
import dev.errand.noteworker.steps.MakeWorkspacePage;
import dev.errand.noteworker.steps.MovePage;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.PageMade;
import dev.errand.noteworker.steps.Remembered;
import dev.errand.noteworker.steps.TitleSearch;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.ProblemCode;
import java.util.Optional;
import java.util.function.Function;

/**
 * Finds the person's "Personal Assistant" page and the "Table of Contents" in it, or makes them.
 *
 * <ol>
 *   <li>The page is the copy of the template that Notion made on connecting; else the oldest living
 *       page of that name that the person or this connection made: a page that a colleague shared
 *       may be the colleague's place; else, if it was renamed, the page that holds a table of
 *       contents of ours; else a new private page at the root; else, where the connection may not
 *       write there, a new page in the oldest page that the person shared.
 *   <li>What is in the trash or archived is passed over, and so a new one made.
 *   <li>The ids are remembered, and looked up again when Notion says that a page is gone.
 * </ol>
 *
 * <p>Thread-safe.
 */
public final class Workspaces {

  public static final String PAGE = "Personal Assistant";
  public static final String CONTENTS = "Table of Contents";

  /** Of the connection: the page that Notion copied when the person connected. */
  private static final String TEMPLATE_FACT = "duplicatedTemplate";

  /** Of the connection: the person who consented. */
  private static final String OWNER_FACT = "owner";

  /** About 400 bytes each. */
  private static final int MOST = 20_000;

  private final Remembered<Place> places = new Remembered<>(MOST);

  /** Does something in the person's workspace; again, if the place turned out to be gone. */
  <T> T in(Notion notion, Function<Place, T> work) {
    Optional<Place> known = places.get(notion.connection(), PAGE);
    if (known.isEmpty()) {
      return work.apply(resolve(notion));
    }
    try {
      return work.apply(known.get());
    } catch (OperationStopped stopped) {
      if (!Notion.gone(stopped) || isThere(notion, known.get())) {
        throw stopped;
      }
      return work.apply(resolve(notion));
    }
  }

  /** The place if there is one, without making it; looked at before or just now. */
  Optional<Place> existing(Notion notion) {
    Optional<Place> known = places.get(notion.connection(), PAGE);
    if (known.isPresent()) {
      return known;
    }
    Optional<Place> found =
        find(notion)
            .flatMap(
                page ->
                    new MakeContents(page.id(), CONTENTS)
                        .find(notion)
                        .map(contents -> new Place(page.id(), page.url(), contents, null)));
    found.ifPresent(place -> places.put(notion.connection(), PAGE, place));
    return found;
  }

  /** The place is not as we knew it. */
  void forget(Notion notion) {
    places.forget(notion.connection(), PAGE);
  }

  private boolean isThere(Notion notion, Place place) {
    boolean there =
        notion.alive(place.page()).isPresent() && notion.alive(place.contents()).isPresent();
    if (!there) {
      places.forget(notion.connection(), PAGE);
    }
    return there;
  }

  private Place resolve(Notion notion) {
    Place place = find(notion).map(page -> found(notion, page)).orElseGet(() -> make(notion));
    places.put(notion.connection(), PAGE, place);
    return place;
  }

  /** The page, looked for and not made. */
  static Optional<Page> find(Notion notion) {
    return template(notion)
        .or(
            () ->
                TitleSearch.oldest(
                    notion, PAGE, page -> canHoldPages(page) && isTheirs(notion, page)))
        .or(() -> renamed(notion));
  }

  private static Optional<Page> template(Notion notion) {
    return Optional.ofNullable(notion.connection().facts().get(TEMPLATE_FACT))
        .flatMap(notion::alive);
  }

  /** A row of a database may have the name too, but is no place for notes. */
  private static boolean canHoldPages(Page page) {
    return page.parent() != null
        && switch (page.parent().type()) {
          case "workspace", "page_id", "block_id" -> true;
          default -> false;
        };
  }

  private static Optional<Page> renamed(Notion notion) {
    return TitleSearch.oldest(notion, CONTENTS, page -> page.parent() != null)
        .filter(contents -> isOurs(notion, contents))
        .map(Page::parent)
        .map(Parent::pageId)
        .flatMap(notion::alive);
  }

  private static boolean isTheirs(Notion notion, Page page) {
    String owner = notion.connection().facts().get(OWNER_FACT);
    return (page.createdBy() != null && page.createdBy().id().equals(owner))
        || isOurs(notion, page);
  }

  private static boolean isOurs(Notion notion, Page page) {
    return page.createdBy() != null && page.createdBy().id().equals(notion.ownId());
  }

  private static Place found(Notion notion, Page page) {
    MakeContents contents = new MakeContents(page.id(), CONTENTS);
    String id =
        contents
            .find(notion)
            .or(() -> moved(notion, page))
            .orElseGet(() -> contents.once(notion).id());
    return new Place(page.id(), page.url(), id, null);
  }

  /** The contents, if the person moved them away: they come back. */
  private static Optional<String> moved(Notion notion, Page place) {
    Optional<String> contents =
        TitleSearch.oldest(notion, CONTENTS, page -> page.parent() != null && isOurs(notion, page))
            .map(Page::id);
    contents.ifPresent(id -> new MovePage(id, place.id()).bringBack(notion));
    return contents;
  }

  private static Place make(Notion notion) {
    PageMade page = makePage(notion);
    PageMade contents = new MakeContents(page.id(), CONTENTS).once(notion);
    return new Place(page.id(), page.url(), contents.id(), notion.context().command().id());
  }

  /** At the root; where the connection may not write there, in a page that the person shared. */
  private static PageMade makePage(Notion notion) {
    try {
      return new MakeWorkspacePage(PAGE).once(notion);
    } catch (OperationStopped stopped) {
      if (!Notion.refused(stopped, ProblemCode.MISSING_PERMISSION)) {
        throw stopped;
      }
      Page shared =
          TitleSearch.oldest(notion, Workspaces::canHoldPages).orElseThrow(NoPlace::problem);
      return new MakeContents(shared.id(), PAGE).onceAs(notion, "create-workspace-in");
    }
  }
}
