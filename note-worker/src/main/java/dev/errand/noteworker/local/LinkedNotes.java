package dev.errand.noteworker.local;

import dev.errand.noteworker.operations.Asked;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.note.NoteLink;
import dev.errand.schemas.note.NotesLinked;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Links between notes: lines as those of the table of contents, in a section "Linked notes". Both
 * notes are looked at before one is written to.
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
      notebook.getToChange(from);
      notebook.getToChange(to);
      return new NotesLinked(from, to, put(notebook, from, to) + put(notebook, to, from));
    };
  }

  /** How many links were added by this command. */
  private static int put(Notebook notebook, String id, String other) throws IOException {
    NoteFile note = notebook.getToChange(id);
    if (!note.hasMark(notebook.mark())
        && Contents.lists(notebook.show(note, Notebook.LARGEST).text(), other)) {
      return 0;
    }
    String line = Contents.entry(note, notebook.get(other));
    return notebook.change(note, former -> former.with(linked(former.text(), line)), former -> 1);
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
