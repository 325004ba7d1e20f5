package dev.errand.noteworker.local;

import dev.errand.noteworker.operations.Asked;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.note.NoteList;
import dev.errand.schemas.note.NoteMove;
import dev.errand.schemas.note.NoteMoved;
import dev.errand.schemas.note.NotesListed;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which note lies in which: the word {@code parent} in its front matter says so, not its folder. A
 * note that names none, or one that is not there, lies in the person's place.
 */
final class PlaceNotes {

  private PlaceNotes() {}

  static LocalOperation.Work move(OperationContext context) {
    NoteMove input = context.input(NoteMove.class);
    String id = Asked.page(input.page());
    String parent = input.parent() == null ? null : Asked.page(input.parent());
    Asked.two(id, Objects.requireNonNullElse(parent, ""));
    return notebook -> {
      Contents contents = new Contents(notebook);
      NoteFile note = notebook.get(id);
      String into = parent == null ? contents.assistantId() : parent;
      if (!note.hasMark(notebook.mark())) {
        requireMovable(notebook, contents, note, parent);
      }
      var _ = notebook.change(note, former -> former.set(FrontMatter.PARENT, into), former -> 0);
      if (parent == null || parent.equals(contents.assistantId())) {
        contents.lookAfterNew();
      } else {
        contents.lookAfter();
      }
      return new NoteMoved(id, note.url(), into);
    };
  }

  /** Looks whether it can go there, and makes the place if that is where it goes. */
  private static void requireMovable(
      Notebook notebook, Contents contents, NoteFile note, @Nullable String parent)
      throws IOException {
    var _ = Notebook.requireChangeable(note);
    if (parent == null) {
      notebook.requireRoom(contents.toBeMade());
      var _ = contents.assistant();
    } else {
      var _ = notebook.getToChange(parent);
    }
    String into = parent == null ? contents.assistantId() : parent;
    Asked.two(note.id(), above(notebook, into).contains(note.id()) ? note.id() : "");
  }

  /** The note of that id, what it lies in, and so on. */
  private static Set<String> above(Notebook notebook, String id) {
    Set<String> above = new HashSet<>();
    Optional<String> next = Optional.of(id);
    while (next.isPresent() && above.add(next.get())) {
      next =
          notebook
              .findLiving(next.get())
              .flatMap(note -> Optional.ofNullable(note.beginning().parent()));
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
        .sorted(NoteFile.OLDEST)
        .toList();
  }

  private static String parentOf(Notebook notebook, NoteFile note, String place) {
    return Optional.ofNullable(note.beginning().parent())
        .filter(parent -> notebook.find(parent).isPresent())
        .orElse(place);
  }

  private static NotesListed.Listed listed(NoteFile note) {
    return new NotesListed.Listed(note.id(), note.title(), note.created(), note.edited());
  }
}
