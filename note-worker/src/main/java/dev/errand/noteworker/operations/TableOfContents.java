package dev.errand.noteworker.operations;

import dev.errand.noteworker.steps.Entries;
import dev.errand.noteworker.steps.HealContents;
import dev.errand.noteworker.steps.HealContents.Most;
import dev.errand.noteworker.steps.ListInContents;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.PageSeen;
import dev.errand.noteworker.steps.Remembered;
import dev.errand.noteworker.steps.Writing;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import java.util.Optional;

/**
 * Keeps the table of contents true. An entry is a link that shows the note's title and leads to it
 * wherever it is: so it has to be touched only when a note comes, goes into the trash, or comes
 * back; and when a person changed it by hand, which {@link HealContents} puts right. Thread-safe.
 */
public final class TableOfContents {

  /** About 300 bytes each. */
  private static final int MOST = 20_000;

  private final Remembered<Boolean> healed = new Remembered<>(MOST);
  private final Workspaces workspaces;
  private final Writing writing;

  public TableOfContents(Workspaces workspaces, Writing writing) {
    this.workspaces = workspaces;
    this.writing = writing;
  }

  /**
   * Lists a note that has just been made.
   *
   * @param resumed whether an earlier run may have made it: then another command may have listed it
   *     meanwhile
   */
  void add(Notion notion, String page, boolean resumed) {
    tolerating(
        () ->
            workspaces.in(
                notion,
                place -> {
                  if (resumed) {
                    addUnlessListed(notion, place, page);
                  } else {
                    append(notion, place, page);
                  }
                  return place;
                }));
  }

  /** The person's place, with a table of contents that was looked at just now, and is true. */
  Place ensure(Notion notion) {
    return workspaces.in(
        notion,
        place -> {
          heal(notion, place, Most.ALL);
          return place;
        });
  }

  /**
   * Looks at the table of contents, if this worker has not done so for the person yet. Before
   * anything is begun: what has to be waited for delays then what is asked for, and never its
   * result.
   */
  void healIfNew(Notion notion, Place place) {
    if (!notion.begun() && healed.get(notion.connection(), place.contents()).isEmpty()) {
      tolerating(() -> heal(notion, place, Most.BY_THE_WAY));
    }
  }

  private void heal(Notion notion, Place place, Most most) {
    new HealContents(place.page(), Workspaces.CONTENTS, place.contents(), most)
        .heal(notion, () -> writing.forget(notion, place.contents()));
    healed.put(notion.connection(), place.contents(), true);
  }

  /** A page came back: the person's place itself, which may be the older one, or a note. */
  void restored(Notion notion, PageSeen page) {
    if (page.title().equals(Workspaces.PAGE) || page.title().equals(Workspaces.CONTENTS)) {
      workspaces.forget(notion);
    } else {
      addAgain(notion, page);
    }
  }

  /** Lists a note that is there again, unless it is listed. */
  private void addAgain(Notion notion, PageSeen page) {
    tolerating(
        () ->
            workspaces
                .existing(notion)
                .filter(place -> belongs(notion, place, page))
                .ifPresent(place -> addUnlessListed(notion, place, page.id())));
  }

  /** Lists a page that came into the person's place, unless it is listed. */
  void addIfInPlace(Notion notion, PageSeen page) {
    tolerating(
        () ->
            workspaces
                .existing(notion)
                .filter(place -> isIn(place, page))
                .ifPresent(place -> addUnlessListed(notion, place, page.id())));
  }

  /** Takes a note's entries out. */
  void remove(Notion notion, String page) {
    tolerating(
        () ->
            workspaces
                .existing(notion)
                .flatMap(place -> entries(notion, place))
                .ifPresent(entries -> entries.blocksOf(page).forEach(notion::delete)));
  }

  /** A note is what lies in the person's place, or was made here to lie elsewhere. */
  private static boolean belongs(Notion notion, Place place, PageSeen page) {
    return isIn(place, page)
        || (!page.id().equals(place.contents()) && notion.ownId().equals(page.author()));
  }

  private static boolean isIn(Place place, PageSeen page) {
    return !page.id().equals(place.contents()) && place.page().equals(page.parent());
  }

  private void addUnlessListed(Notion notion, Place place, String page) {
    Optional<Entries> entries = entries(notion, place);
    if (entries.isPresent() && !entries.get().list(page)) {
      append(notion, place, page);
    }
  }

  private Optional<Entries> entries(Notion notion, Place place) {
    Optional<Entries> entries = Entries.of(notion, place.contents());
    if (entries.isEmpty()) {
      workspaces.forget(notion);
    }
    return entries;
  }

  private void append(Notion notion, Place place, String page) {
    writing.forget(notion, place.contents());
    new ListInContents(place.contents(), page).once(notion);
  }

  /** What was done with the note is done: that Notion refuses the rest does not undo it. */
  private static void tolerating(Runnable listing) {
    try {
      listing.run();
    } catch (OperationStopped stopped) {
      if (!(stopped.failure() instanceof Failure.Refused)) {
        throw stopped;
      }
    }
  }
}
