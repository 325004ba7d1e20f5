package dev.errand.noteworker.local;

import dev.errand.pipeline.OperationStopped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command's change of one note, which is made once. Whatever could refuse it is looked at before
 * it is made, so that of two changes none is made if one cannot be.
 */
final class NoteChange {

  private static final int MARK = 16;

  private final Notebook notebook;
  private final NoteFile note;
  private final int number;
  private final byte @Nullable [] former;
  private final @Nullable FrontMatter changed;

  /** What a file is to be, given all of it. */
  interface Change {

    FrontMatter of(FrontMatter former) throws IOException;
  }

  /** A number about a change. */
  interface Told {

    int of(FrontMatter former);
  }

  private NoteChange(
      Notebook notebook,
      NoteFile note,
      int number,
      byte @Nullable [] former,
      @Nullable FrontMatter changed) {
    this.notebook = notebook;
    this.note = note;
    this.number = number;
    this.former = former;
    this.changed = changed;
  }

  /**
   * A change to be made, unless this command has made it.
   *
   * @param told what of it is to be known afterwards; kept with the command's mark
   * @throws OperationStopped if it was not made and cannot be
   */
  static NoteChange of(Notebook notebook, NoteFile note, Change change, Told told)
      throws IOException {
    for (String mark : note.beginning().marks()) {
      if (mark.startsWith(notebook.mark())) {
        int number = mark.length() > MARK ? Integer.parseInt(mark.substring(MARK + 1)) : 0;
        return new NoteChange(notebook, note, number, null, null);
      }
    }
    Notebook.requireChangeable(note);
    byte[] former = notebook.bytes(note);
    FrontMatter front = FolderFiles.strictly(former);
    int number = told.of(front);
    FrontMatter changed = marked(notebook, note, change.of(front), number);
    var _ = FolderFiles.bytes(changed);
    return new NoteChange(notebook, note, number, former, changed);
  }

  private static FrontMatter marked(
      Notebook notebook, NoteFile note, FrontMatter changed, int number) {
    List<String> marks = new ArrayList<>(changed.marks());
    marks.add(notebook.mark() + "-" + number);
    return changed
        .set(FrontMatter.ID, note.id())
        .set(FrontMatter.EDITED, notebook.now())
        .set(
            FrontMatter.DONE_BY,
            marks.subList(Math.max(0, marks.size() - FrontMatter.MARKS), marks.size()));
  }

  /** Makes it; the number that was told when it was made. */
  int make() throws IOException {
    if (former != null && changed != null) {
      notebook.replace(note, former, changed);
    }
    return number;
  }
}
