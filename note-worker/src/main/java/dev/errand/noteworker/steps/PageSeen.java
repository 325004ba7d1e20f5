package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.notion.Parent;
import dev.errand.noteworker.notion.Person;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A page as it was after a change.
 *
 * @param url empty if Notion did not say it
 * @param parent the page it is in; absent if it is in something else
 * @param author who made it
 */
public record PageSeen(
    String id, String url, String title, @Nullable String parent, @Nullable String author) {

  /** The same, once it is known where it lies: a row of a database says only whose row it was. */
  PageSeen in(String page) {
    return new PageSeen(id, url, title, page, author);
  }

  public static PageSeen of(Page page) {
    return new PageSeen(
        page.id(),
        Objects.requireNonNullElse(page.url(), ""),
        page.title(),
        Optional.ofNullable(page.parent()).map(Parent::pageId).orElse(null),
        Optional.ofNullable(page.createdBy()).map(Person::id).orElse(null));
  }
}
