package dev.errand.noteworker.enhance;

import dev.errand.noteworker.enhance.Passages.Passage;
import dev.errand.noteworker.enhance.Passages.Sort;
import dev.errand.noteworker.notion.OneLine;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A title in the person's own words: what they called it, the first heading, or the beginning of
 * the first line, up to the end of a sentence or of a word.
 */
final class ShortTitle {

  static final int LONGEST = 80;

  /** Shorter than this is no sentence but an abbreviation, as in "Dr. Ada". */
  private static final int SHORTEST = 12;

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s)|[:;](?=\\s)");
  private static final String UNTITLED = "Note";

  private ShortTitle() {}

  static String of(Passages note) {
    return Stream.of(Optional.of(note.about()), first(note, true), first(note, false))
        .flatMap(Optional::stream)
        .map(ShortTitle::shortened)
        .filter(title -> !title.isEmpty())
        .findFirst()
        .orElse(UNTITLED);
  }

  private static Optional<String> first(Passages note, boolean heading) {
    return note.all().stream()
        .filter(passage -> !heading || passage.sort() == Sort.HEADING)
        .map(Passage::text)
        .filter(text -> text.codePoints().anyMatch(Character::isLetterOrDigit))
        .findFirst();
  }

  private static String shortened(String text) {
    String line = OneLine.of(text);
    var end = SENTENCE_END.matcher(line);
    while (end.find()) {
      if (end.start() >= SHORTEST && end.start() <= LONGEST) {
        return line.substring(0, end.start());
      }
    }
    if (line.codePointCount(0, line.length()) <= LONGEST) {
      return line;
    }
    String cut = line.substring(0, line.offsetByCodePoints(0, LONGEST));
    int word = cut.lastIndexOf(' ');
    return (word >= SHORTEST ? cut.substring(0, word) : cut).strip() + "…";
  }
}
