package dev.errand.e2e.oracle;

import java.util.List;

/** What is left to read of the little Markdown in which our runs ask: headings, tasks, emphasis. */
final class PlainText {

  private PlainText() {}

  /** Block by block. */
  static List<String> of(String markdown) {
    return markdown
        .lines()
        .map(line -> line.replaceFirst("^(#+|- \\[ ])\\s+", "").replace("*", "").strip())
        .filter(line -> !line.isEmpty())
        .toList();
  }
}
