package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks for a page by its exact title. */
public final class TitleSearch {

  /** Hits beyond 500 are pages that have the words of the title among others. */
  private static final int MOST_PARTS = 5;

  private static final Comparator<Page> OLDEST_FIRST =
      Comparator.comparing(
              (Page page) -> Objects.requireNonNullElse(page.createdTime(), Instant.MAX))
          .thenComparing(Page::id);

  private TitleSearch() {}

  /** Of the living pages with that title, the oldest that will do. */
  public static Optional<Page> oldest(Notion notion, String title, Predicate<Page> willDo) {
    return all(notion, title).stream()
        .filter(page -> page.alive() && page.title().strip().equals(title))
        .filter(willDo)
        .min(OLDEST_FIRST);
  }

  /** Of all living pages, the oldest that will do. */
  public static Optional<Page> oldest(Notion notion, Predicate<Page> willDo) {
    return all(notion, "").stream().filter(Page::alive).filter(willDo).min(OLDEST_FIRST);
  }

  private static List<Page> all(Notion notion, String title) {
    List<Page> pages = new ArrayList<>();
    String cursor = null;
    for (int part = 0; part < MOST_PARTS && (part == 0 || cursor != null); part++) {
      Listed<Page> hits = notion.search(title, NotionApi.MOST_IN_A_LIST, cursor);
      pages.addAll(hits.results());
      cursor = hits.next();
    }
    return pages;
  }
}
