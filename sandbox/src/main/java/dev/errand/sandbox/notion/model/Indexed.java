package dev.errand.sandbox.notion.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What search knows of a page: what was true some time ago. Guarded by the workspace.
 *
 * <p>Only the last change is kept: of two changes within the lag, search sees neither until the lag
 * after the second.
 */
final class Indexed {

  /**
   * @param title null if the page was not to be found
   */
  private record View(@Nullable String title, Instant since) {}

  private View before = new View(null, Instant.MIN);
  private View latest = new View(null, Instant.MIN);

  /**
   * Notes a change.
   *
   * @param title null if the page is not to be found any more
   * @param seen what search knew until now
   */
  void changed(@Nullable String title, @Nullable String seen, Instant now) {
    before = new View(seen, latest.since());
    latest = new View(title, now);
  }

  /** The title search knows, given that it knows nothing newer than a time. */
  @Nullable String titleAt(Instant horizon) {
    return latest.since().isAfter(horizon) ? before.title() : latest.title();
  }
}
