package dev.errand.noteworker.local;

import dev.errand.noteworker.operations.Asked;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.note.NoteList;
import dev.errand.schemas.note.NoteMove;
import dev.errand.schemas.note.NoteMoved;
import dev.errand.schemas.note.NotesListed;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Which note lies in which: the word {@code parent} in its front matter says so, not its folder. A
 * note that names none, or one that is not there, lies in the person's place.
 */
final class PlaceNotes {

  private static final Comparator<NoteFile> OLDEST =
      Comparator.comparing(NoteFile::created).thenComparing(NoteFile::place);

  private PlaceNotes() {}

  static LocalOperation.Work move(OperationContext context) {
    NoteMove input = context.input(NoteMove.class);
    String id = Asked.page(input.page());
    String parent = input.parent() == null ? null : Asked.page(input.parent());
    Asked.two(id, Objects.requireNonNullElse(parent, ""));
    return notebook -> {
      Contents contents = new Contents(notebook);
      NoteFile note = notebook.getToChange(id);
      String place = contents.assistant().id();
      String into = parent == null ? place : notebook.getToChange(parent).id();
      Asked.two(id, above(notebook, into).contains(id) ? id : "");
      notebook.change(note, former -> former.set(FrontMatter.PARENT, into), former -> 0);
      if (into.equals(place)) {
        contents.add(id);
      }
      return new NoteMoved(id, note.url(), into);
    };
  }

  /** The note of that id, what it lies in, and so on. */
  private static Set<String> above(Notebook notebook, String id) {
    Set<String> above = new HashSet<>();
    Optional<String> next = Optional.of(id);
    while (next.isPresent() && above.add(next.get())) {
      next =
          notebook.findLiving(next.get()).flatMap(note -> note.front().value(FrontMatter.PARENT));
    }
    return above;
  }

  static LocalOperation.Work list(OperationContext context) {
    NoteList input = context.input(NoteList.class);
    String parent = input.parent() == null ? null : Asked.page(input.parent());
    int limit = Asked.limit(input.limit());
    int from = SearchFolder.from(input.cursor());
    return notebook -> {
      String place = new Contents(notebook).assistantId();
      String in = parent == null || parent.equals(place) ? place : notebook.get(parent).id();
      List<NoteFile> notes = inside(notebook, in, place);
      return new NotesListed(
          in,
          notes.stream().skip(from).limit(limit).map(PlaceNotes::listed).toList(),
          SearchFolder.next(notes.size(), from, limit));
    };
  }

  private static List<NoteFile> inside(Notebook notebook, String parent, String place) {
    Contents contents = new Contents(notebook);
    return notebook.living().stream()
        .filter(note -> !contents.isPlace(note))
        .filter(note -> parentOf(notebook, note, place).equals(parent))
        .sorted(OLDEST)
        .toList();
  }

  private static String parentOf(Notebook notebook, NoteFile note, String place) {
    return note.front()
        .value(FrontMatter.PARENT)
        .filter(parent -> notebook.find(parent).isPresent())
        .orElse(place);
  }

  private static NotesListed.Listed listed(NoteFile note) {
    return new NotesListed.Listed(note.id(), note.title(), note.created(), note.edited());
  }
}
