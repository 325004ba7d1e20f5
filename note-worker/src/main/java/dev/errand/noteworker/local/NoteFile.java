package dev.errand.noteworker.local;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A Markdown file of a notebook, as it was found.
 *
 * @param id from its front matter; where there is none, or another file has it, made of its place
 * @param place where it lies in the notebook, or lay before it went into the trash
 * @param front what its beginning says; of a large file the text is cut
 * @param size in bytes
 */
record NoteFile(
    String id,
    Path path,
    String place,
    boolean inTrash,
    FrontMatter front,
    long size,
    Instant changed) {

  private static final int LONGEST_TITLE = 2_000;

  /** What its front matter says; else its first heading; else its name. */
  String title() {
    String title =
        front
            .value(FrontMatter.TITLE)
            .or(this::firstHeading)
            .orElseGet(() -> path.getFileName().toString().replaceFirst("\\.[^.]*$", ""));
    String line = title.replaceAll("\\s+", " ");
    return line.length() <= LONGEST_TITLE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE / 2));
  }

  private Optional<String> firstHeading() {
    return front
        .text()
        .lines()
        .filter(line -> line.matches("#{1,6} +\\S.*"))
        .map(line -> line.replaceFirst("#+ +", "").strip())
        .findFirst();
  }

  Instant created() {
    return front.time(FrontMatter.CREATED).orElse(changed);
  }

  /** The later of what is written there and when the file was changed, by whomever. */
  Instant edited() {
    return front.time(FrontMatter.EDITED).filter(changed::isBefore).orElse(changed);
  }

  /** Where it is, for a program that opens files. */
  String url() {
    return path.toUri().toString();
  }

  /** Whether the command of that mark made or changed it. */
  boolean hasMark(String mark) {
    return front.list(FrontMatter.DONE_BY).stream().anyMatch(each -> each.startsWith(mark));
  }
}
