package dev.errand.noteworker.operations;

import dev.errand.noteworker.index.NoteIndex;
import dev.errand.noteworker.index.NoteIndex.By;
import dev.errand.noteworker.index.NoteIndex.Found;
import dev.errand.noteworker.index.Ranks;
import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.steps.Notion;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.note.NoteOperations;
import dev.errand.schemas.note.NoteSearch;
import dev.errand.schemas.note.NotesFound;
import dev.errand.schemas.note.NotesFound.Hit;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code note.search}: pages whose title matches, as far as Notion's search knows them, and pages
 * whose words or meaning do, as far as this system wrote or read them; in one order.
 *
 * <p>What both find first is one window, through which the first answers lead; where it ends,
 * Notion is asked for more. Whatever matches is told once in the window, unless notes are learned
 * meanwhile, and a page that Notion shows in the trash is left out. So is one that turns out to be
 * gone, see {@link StillThere}.
 */
public final class SearchNotes implements Operation {

  private static final int USUAL = 20;

  /** Of the index; Notion gives a hundred in one call. */
  private static final int MOST_FOUND = 50;

  /** Notion's own cursors are UUIDs. */
  private static final String IN_WINDOW = "window-";

  private final NotionApi api;
  private final NoteIndex index;

  public SearchNotes(NotionApi api, NoteIndex index) {
    this.api = api;
    this.index = index;
  }

  @Override
  public OperationName name() {
    return NoteOperations.NOTE_SEARCH;
  }

  @Override
  public Object perform(OperationContext context) {
    NoteSearch input = context.input(NoteSearch.class);
    int limit = Invalid.unlessLimit(input.limit(), USUAL);
    Notion notion = new Notion(api, context);
    String cursor = input.cursor();
    boolean inWindow = cursor == null || cursor.startsWith(IN_WINDOW);
    List<Found> found =
        inWindow && !input.query().isBlank()
            ? index.find(context.connection(), input.query(), MOST_FOUND)
            : List.of();
    return found.isEmpty() && (cursor == null || !inWindow)
        ? byTitle(notion, input.query(), limit, cursor)
        : window(notion, input.query(), found, limit, begin(cursor));
  }

  private static NotesFound byTitle(
      Notion notion, String query, int limit, @Nullable String cursor) {
    Listed<Page> titles = notion.search(query, limit, cursor);
    return new NotesFound(
        titles.results().stream().filter(SearchNotes::shown).map(SearchNotes::hit).toList(),
        titles.next());
  }

  private NotesFound window(Notion notion, String query, List<Found> found, int limit, int begin) {
    Listed<Page> titles = notion.search(query, NotionApi.MOST_IN_A_LIST, null);
    List<Hit> all = fused(titles.results(), found);
    int end = Math.min(all.size(), begin + limit);
    List<Hit> part = all.subList(Math.min(begin, end), end);
    Set<String> gone = new StillThere(notion, index).gone(unsure(part, found));
    List<Hit> there = part.stream().filter(hit -> !gone.contains(hit.page())).toList();
    int next = end - (part.size() - there.size()); // those that are gone are not in the way again
    return new NotesFound(there, end < all.size() ? IN_WINDOW + next : titles.next());
  }

  /** Of these hits, those that only the index knows and that it has not seen for long. */
  private static List<String> unsure(List<Hit> part, List<Found> found) {
    Set<String> unsure =
        found.stream().filter(Found::unsure).map(Found::page).collect(Collectors.toSet());
    return part.stream()
        .filter(hit -> !Objects.requireNonNull(hit.by()).contains(wireName(By.TITLE)))
        .map(Hit::page)
        .filter(unsure::contains)
        .toList();
  }

  private static List<Hit> fused(List<Page> titles, List<Found> found) {
    Ranks<String> ranks = new Ranks<>();
    Map<String, Hit> hits = new LinkedHashMap<>();
    for (Found note : found) {
      hits.put(note.page(), hit(note));
      ranks.also(note.page(), note.by());
    }
    for (Page page : titles) {
      if (shown(page)) {
        hits.put(page.id(), hit(page));
      } else if (!page.alive()) {
        hits.remove(page.id());
      }
    }
    for (By by : List.of(By.WORDS, By.MEANING)) {
      ranks.add(by, found.stream().filter(it -> it.by().contains(by)).map(Found::page).toList());
    }
    ranks.add(By.TITLE, titles.stream().filter(SearchNotes::shown).map(Page::id).toList());
    return ranks.best(hits.size() + titles.size()).stream()
        .flatMap(page -> Stream.ofNullable(hits.get(page)))
        .map(hit -> told(hit, ranks.by(hit.page())))
        .toList();
  }

  private static int begin(@Nullable String cursor) {
    try {
      return cursor == null
          ? 0
          : Math.clamp(Long.parseLong(cursor.substring(IN_WINDOW.length())), 0, 1_000);
    } catch (NumberFormatException foreign) {
      throw Invalid.because("That is no cursor of ours.", "Begin again without it.");
    }
  }

  private static boolean shown(Page page) {
    return !page.partial() && !page.inTrash();
  }

  private static Hit hit(Page page) {
    return new Hit(
        page.id(),
        Objects.requireNonNullElse(page.url(), ""),
        Titles.shown(page.title()),
        Objects.requireNonNullElse(page.lastEditedTime(), Instant.EPOCH),
        List.of(wireName(By.TITLE)));
  }

  private static Hit hit(Found note) {
    return new Hit(note.page(), note.url(), note.title(), note.editedAt(), null);
  }

  private static Hit told(Hit hit, Set<By> by) {
    return new Hit(
        hit.page(),
        hit.url(),
        hit.title(),
        hit.editedAt(),
        by.stream().sorted(Comparator.naturalOrder()).map(SearchNotes::wireName).toList());
  }

  private static String wireName(By by) {
    return by.name().toLowerCase(Locale.ROOT);
  }
}
