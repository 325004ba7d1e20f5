package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Page;
import org.jspecify.annotations.Nullable;

/**
 * A page that was made.
 *
 * @param url absent if Notion did not get to say it
 */
public record PageMade(String id, String parent, @Nullable String url) {

  static PageMade of(Page page, String parent) {
    return new PageMade(page.id(), parent, page.url());
  }
}
