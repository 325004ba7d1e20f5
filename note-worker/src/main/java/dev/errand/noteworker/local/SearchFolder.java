package dev.errand.noteworker.local;

import dev.errand.noteworker.operations.Asked;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.note.NoteSearch;
import dev.errand.schemas.note.NotesFound;
import dev.errand.schemas.note.WorkspaceFound;
import dev.errand.schemas.note.WorkspaceKind;
import dev.errand.schemas.note.WorkspaceSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Notes in whose title or text all words stand: those with all in the title first, and the last
 * edited first among them. A cursor is how many were told before.
 */
final class SearchFolder {

  private static final Comparator<NoteFile> LAST_EDITED =
      Comparator.comparing(NoteFile::edited).reversed().thenComparing(NoteFile::place);

  /** Of an empty query, which every text has. */
  private static final List<String> ALL = List.of("");

  private final Notebook notebook;
  private final List<String> words;

  private SearchFolder(Notebook notebook, String query) {
    this.notebook = notebook;
    this.words = List.of(query.toLowerCase(Locale.ROOT).strip().split("\\s+"));
  }

  static LocalOperation.Work asked(OperationContext context) {
    NoteSearch input = context.input(NoteSearch.class);
    int limit = Asked.limit(input.limit());
    int from = from(input.cursor());
    return notebook -> new SearchFolder(notebook, input.query()).part(from, limit);
  }

  /** How many were told before. */
  static int from(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    if (!cursor.matches("[0-9]{1,6}")) {
      throw Refusals.badCursor();
    }
    return Integer.parseInt(cursor);
  }

  private NotesFound part(int from, int limit) throws IOException {
    List<NotesFound.Hit> all = found();
    return new NotesFound(
        all.stream().skip(from).limit(limit).toList(), next(all.size(), from, limit));
  }

  static @Nullable String next(int all, int from, int limit) {
    return all > from + limit ? Integer.toString(from + limit) : null;
  }

  /** Of {@code workspace.search}: titles only, and no databases, of which there are none. */
  static LocalOperation.Work titlesAsked(OperationContext context) {
    WorkspaceSearch input = context.input(WorkspaceSearch.class);
    int limit = Asked.limit(input.limit());
    int from = from(input.cursor());
    return notebook -> {
      SearchFolder search = new SearchFolder(notebook, input.query());
      List<WorkspaceFound.Item> all =
          input.kind() == WorkspaceKind.DATABASE ? List.of() : search.items();
      return new WorkspaceFound(
          all.stream().skip(from).limit(limit).toList(), next(all.size(), from, limit));
    };
  }

  private List<WorkspaceFound.Item> items() {
    return notebook.living().stream()
        .filter(note -> hasAll(note.title()))
        .sorted(LAST_EDITED)
        .map(SearchFolder::item)
        .toList();
  }

  private static WorkspaceFound.Item item(NoteFile note) {
    return new WorkspaceFound.Item(
        note.id(), WorkspaceKind.PAGE, null, note.url(), note.title(), note.edited());
  }

  private List<NotesFound.Hit> found() throws IOException {
    String contents = new Contents(notebook).contentsId(); // whose text is everybody's titles
    List<NotesFound.Hit> byTitle = new ArrayList<>();
    List<NotesFound.Hit> byText = new ArrayList<>();
    for (NoteFile note : notebook.living().stream().sorted(LAST_EDITED).toList()) {
      if (hasAll(note.title())) {
        byTitle.add(hit(note, words.equals(ALL) ? null : "title"));
      } else if (!note.id().equals(contents)
          && hasAll(note.title() + "\n" + notebook.show(note).text())) {
        byText.add(hit(note, "words"));
      }
    }
    byTitle.addAll(byText);
    return byTitle;
  }

  private boolean hasAll(String text) {
    String small = text.toLowerCase(Locale.ROOT);
    return words.stream().allMatch(small::contains);
  }

  private static NotesFound.Hit hit(NoteFile note, @Nullable String by) {
    return new NotesFound.Hit(
        note.id(), note.url(), note.title(), note.edited(), by == null ? null : List.of(by));
  }
}
