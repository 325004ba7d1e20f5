package dev.errand.noteworker.operations;

import dev.errand.noteworker.index.NoteIndex;
import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks in each search whether a few notes that were not seen at Notion for long still are there:
 * those that would be shown first, then the ones that were not seen for the longest. So whatever
 * was erased or is no longer shared leaves the index of whoever searches. For one thread.
 */
final class StillThere {

  /** Each is a request that the person waits for. */
  private static final int MOST_LOOKS = 2;

  private final Notion notion;
  private final NoteIndex index;
  private final Set<String> gone = new HashSet<>();
  private int looks;

  StillThere(Notion notion, NoteIndex index) {
    this.notion = notion;
    this.index = index;
  }

  /** Which pages are gone, as far as was looked: at these first. */
  Set<String> gone(List<String> first) {
    first.forEach(this::look);
    if (looks < MOST_LOOKS) {
      index.unsure(notion.connection(), MOST_LOOKS - looks).forEach(this::look);
    }
    return Set.copyOf(gone);
  }

  private void look(String page) {
    if (looks < MOST_LOOKS) {
      looks++;
      try {
        if (!tell(notion, index, page)) {
          gone.add(page);
        }
      } catch (OperationStopped stopped) {
        if (!isForLater(stopped.failure())) {
          throw stopped;
        }
        looks = MOST_LOOKS;
      }
    }
  }

  /** Looks whether a page is there, and tells the index. */
  static boolean tell(Notion notion, NoteIndex index, String page) {
    Optional<Page> found = notion.find(page);
    if (found.isEmpty()) {
      index.drop(notion.connection(), page);
      return false;
    }
    boolean alive = found.get().alive();
    index.trash(notion.connection(), page, !alive);
    index.seen(notion.connection(), page);
    return alive;
  }

  /** What was found is not withheld for that; the next search looks again. */
  private static boolean isForLater(Failure failure) {
    return switch (failure) {
      case Failure.RetryLater _, Failure.InDoubt _, Failure.Refused _ -> true;
      case Failure.RefreshToken _, Failure.ReconnectNeeded _ -> false;
    };
  }
}
