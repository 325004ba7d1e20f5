package dev.errand.noteworker.local;

import dev.errand.noteworker.notion.OneLine;
import dev.errand.noteworker.notion.PageId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a file of which many are looked at: some hundred characters, whatever the file's
 * size.
 *
 * @param id that is written there
 * @param title from the front matter; else its first heading; else its name
 * @param marks of the commands that changed it, the last ones
 * @param broken whether its front matter cannot be read
 */
record Beginning(
    @Nullable String id,
    String title,
    @Nullable String parent,
    @Nullable Instant created,
    @Nullable Instant edited,
    List<String> marks,
    boolean broken) {

  private static final int LONGEST_TITLE = 2_000;

  Beginning {
    marks = List.copyOf(marks);
  }

  /**
   * Of a file with that name.
   *
   * @param front of the whole file, or of as much of it as was read
   */
  static Beginning of(FrontMatter front, String name) {
    return new Beginning(
        front.id().flatMap(PageId::read).orElse(null),
        title(front, name),
        front.value(FrontMatter.PARENT).flatMap(PageId::read).orElse(null),
        front.time(FrontMatter.CREATED).orElse(null),
        front.time(FrontMatter.EDITED).orElse(null),
        front.marks(),
        front.broken());
  }

  private static String title(FrontMatter front, String name) {
    String title =
        front
            .value(FrontMatter.TITLE)
            .or(() -> firstHeading(front))
            .orElseGet(() -> name.replaceFirst("\\.[^.]*$", ""));
    String line = OneLine.of(title);
    return line.length() <= LONGEST_TITLE
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LONGEST_TITLE / 2));
  }

  private static Optional<String> firstHeading(FrontMatter front) {
    return front
        .text()
        .lines()
        .filter(line -> line.matches("(?s)#{1,6} +\\S.*"))
        .map(line -> line.replaceFirst("#+ +", "").strip())
        .findFirst();
  }
}
