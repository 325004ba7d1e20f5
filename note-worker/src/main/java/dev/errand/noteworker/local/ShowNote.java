package dev.errand.noteworker.local;

import dev.errand.schemas.note.Note;
import java.io.IOException;

/** A note as it is told, as far as a result can hold it. */
final class ShowNote {

  private ShowNote() {}

  static Note of(Notebook notebook, NoteFile note) throws IOException {
    FrontMatter file = notebook.show(note);
    String text = file.broken() ? file.whole() : file.text();
    return new Note(
        note.id(),
        note.url(),
        note.title(),
        beginning(text),
        note.created(),
        note.edited(),
        note.inTrash(),
        text.length() > Note.MAX_MARKDOWN || note.size() > FolderFiles.LARGEST);
  }

  /** Without half a surrogate pair at its end. */
  private static String beginning(String text) {
    if (text.length() <= Note.MAX_MARKDOWN) {
      return text;
    }
    boolean splitsPair = Character.isHighSurrogate(text.charAt(Note.MAX_MARKDOWN - 1));
    return text.substring(0, splitsPair ? Note.MAX_MARKDOWN - 1 : Note.MAX_MARKDOWN);
  }
}
