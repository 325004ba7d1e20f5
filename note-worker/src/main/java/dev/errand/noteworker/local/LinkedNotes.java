package dev.errand.noteworker.local;

import dev.errand.noteworker.operations.Asked;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.note.NoteLink;
import dev.errand.schemas.note.NotesLinked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Links between notes: lines as those of the table of contents, in a section "Linked notes". Both
 * changes are looked at before one is made.
 */
final class LinkedNotes {

  private static final String SECTION = "## Linked notes";

  private LinkedNotes() {}

  static LocalOperation.Work link(OperationContext context) {
    NoteLink input = context.input(NoteLink.class);
    String from = Asked.page(input.from());
    String to = Asked.page(input.to());
    Asked.two(from, to);
    return notebook -> {
      Optional<NoteChange> one = put(notebook, from, to);
      Optional<NoteChange> other = put(notebook, to, from);
      return new NotesLinked(from, to, made(one) + made(other));
    };
  }

  /** The change that adds the link; empty if it is there already, and not by this command. */
  private static Optional<NoteChange> put(Notebook notebook, String id, String other)
      throws IOException {
    NoteFile note = notebook.get(id);
    if (note.hasMark(notebook.mark())) {
      return Optional.of(NoteChange.of(notebook, note, former -> former, former -> 1));
    }
    NoteFile linked = notebook.getToChange(other);
    if (Contents.lists(notebook.show(note).text(), other)) {
      return Optional.empty();
    }
    String line = Contents.entry(note, linked);
    return Optional.of(
        NoteChange.of(
            notebook, note, former -> former.with(linked(former.text(), line)), former -> 1));
  }

  /** How many links were added by this command. */
  private static int made(Optional<NoteChange> change) throws IOException {
    return change.isPresent() ? change.get().make() : 0;
  }

  private static String linked(String text, String line) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int section = lines.lastIndexOf(SECTION);
    if (section < 0) {
      if (!lines.isEmpty() && !lines.getLast().isBlank()) {
        lines.add("");
      }
      lines.addAll(List.of(SECTION, "", line));
    } else {
      int end = section + 1;
      while (end < lines.size() && (lines.get(end).isBlank() || Contents.isEntry(lines.get(end)))) {
        end++;
      }
      while (lines.get(end - 1).isBlank()) {
        end--;
      }
      if (end == section + 1) {
        lines.add(end++, "");
      }
      lines.add(end, line);
    }
    return String.join("\n", lines) + "\n";
  }
}
