package dev.errand.runtime.index;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The stems of a note's words, each of which PostgreSQL takes as it is.
 *
 * @param title those that count more
 * @param text the others
 */
public record Lexemes(List<String> title, List<String> text) {

  /** Longer than any word; PostgreSQL ends at 2,046 bytes. */
  private static final int LONGEST = 100;

  public Lexemes {
    title = usable(title);
    text = usable(text);
  }

  private static List<String> usable(Collection<String> stems) {
    return stems.stream().filter(Lexemes::isUsable).toList();
  }

  private static boolean isUsable(String stem) {
    return !stem.isBlank() && stem.length() <= LONGEST && stem.indexOf('\0') < 0;
  }

  /**
   * As PostgreSQL reads a {@code tsvector}: those of the title at a place, which carries weight.
   */
  String vector() {
    return Stream.concat(
            title.stream().map(stem -> quoted(stem) + ":1A"), text.stream().map(Lexemes::quoted))
        .collect(Collectors.joining(" "));
  }

  /** As PostgreSQL reads a {@code tsquery}: any of these. */
  static String anyOf(Collection<String> stems) {
    return usable(stems).stream().map(Lexemes::quoted).collect(Collectors.joining(" | "));
  }

  private static String quoted(String stem) {
    return "'" + stem.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
