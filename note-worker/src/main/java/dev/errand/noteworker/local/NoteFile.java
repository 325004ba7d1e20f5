package dev.errand.noteworker.local;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;

/**
 * A Markdown file of a notebook, as it was found.
 *
 * @param id from its front matter; where there is none, or another file has it, made of its place
 * @param place where it lies in the notebook, or lay before it went into the trash
 * @param size in bytes
 */
record NoteFile(
    String id,
    Path path,
    String place,
    boolean inTrash,
    Beginning beginning,
    long size,
    Instant changed) {

  static final Comparator<NoteFile> OLDEST =
      Comparator.comparing(NoteFile::created).thenComparing(NoteFile::place);

  NoteFile withId(String other) {
    return new NoteFile(other, path, place, inTrash, beginning, size, changed);
  }

  String title() {
    return beginning.title();
  }

  Instant created() {
    return Objects.requireNonNullElse(beginning.created(), changed);
  }

  /** The later of what is written there and when the file was changed, by whomever. */
  Instant edited() {
    Instant written = beginning.edited();
    return written != null && changed.isBefore(written) ? written : changed;
  }

  /** Whether its id is in the file, and so goes wherever the file goes. */
  boolean saysItsId() {
    return id.equals(beginning.id());
  }

  /** Where it is, for a program that opens files. */
  String url() {
    return path.toUri().toString();
  }

  /** Whether the command of that mark made or changed it. */
  boolean hasMark(String mark) {
    return beginning.marks().stream().anyMatch(each -> each.startsWith(mark));
  }
}
