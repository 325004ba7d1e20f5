package dev.errand.noteworker.local;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What stands between two lines {@code ---} at the beginning of a file, and the text after it.
 *
 * <ol>
 *   <li>Only the lines of the words that are {@link #set} change. Whatever else a person or another
 *       program wrote there, comments and unknown words included, stays byte for byte. What comes
 *       of it is read again; if another word would mean something else, it is refused.
 *   <li>Lines that are no YAML are never changed; {@link #broken} says so.
 *   <li>{@link #whole} of what was read is what was read.
 * </ol>
 *
 * @param opening the first line, with what is before it; empty if there is no front matter
 * @param lines between the two, each with its end
 * @param closing the last line, with the empty one behind it
 * @param values by word; empty if there is no front matter, or it is broken
 * @param broken whether it cannot be read
 * @param text all that is behind it
 */
record FrontMatter(
    String opening,
    List<String> lines,
    String closing,
    Map<String, Object> values,
    boolean broken,
    String text) {

  static final String ID = "id";
  static final String TITLE = "title";
  static final String TAGS = "tags";
  static final String KIND = "kind";
  static final String PARENT = "parent";
  static final String CREATED = "created";
  static final String EDITED = "edited";

  /** Which commands have changed the file: so that none does so twice. */
  static final String DONE_BY = "errand";

  /** Behind a command in doubt there are at most one of the other priority, and replays. */
  static final int MARKS = 16;

  private static final String FENCE = "---";

  /** Characters; ours take some hundred, a long title and twenty long tags some thousand. */
  static final int LONGEST = 16_000;

  private static final Pattern MARK = Pattern.compile("\\b[0-9a-f]{16}(?:-[0-9]{1,9})?\\b");
  private static final Pattern ID_LINE = Pattern.compile("id: *[\"']?([0-9a-fA-F-]{32,36})[\"']?");

  FrontMatter {
    lines = List.copyOf(lines);
    values = Map.copyOf(values);
  }

  /** A file without any. */
  static FrontMatter none(String text) {
    return new FrontMatter("", List.of(), "", Map.of(), false, text);
  }

  static FrontMatter read(String file) {
    int end = endOfLine(file, 0);
    String opening = file.substring(0, end);
    if (!isFence(opening.startsWith("\uFEFF") ? opening.substring(1) : opening)) {
      return none(file);
    }
    List<String> lines = new ArrayList<>();
    for (int at = end; at < Math.min(file.length(), LONGEST); at = end) {
      end = endOfLine(file, at);
      String line = file.substring(at, end);
      if (isFence(line)) {
        int text = file.substring(end, endOfLine(file, end)).isBlank() ? endOfLine(file, end) : end;
        return of(opening, lines, file.substring(at, text), file.substring(text));
      }
      lines.add(line);
    }
    return none(file);
  }

  private static FrontMatter of(String opening, List<String> lines, String closing, String text) {
    return switch (YamlWords.read(String.join("", lines))) {
      case YamlWords.Reading.Words(Map<String, Object> values) ->
          new FrontMatter(opening, lines, closing, values, false, text);
      case YamlWords.Reading.NoWords() ->
          none(opening + String.join("", lines) + closing + text); // two lines across the page
      case YamlWords.Reading.Broken() ->
          new FrontMatter(opening, lines, closing, Map.of(), true, text);
    };
  }

  private static int endOfLine(String file, int from) {
    int end = file.indexOf('\n', from);
    return end < 0 ? file.length() : end + 1;
  }

  private static boolean isFence(String line) {
    return line.stripTrailing().equals(FENCE);
  }

  /** The file with these lines and this text. */
  String whole() {
    return opening + String.join("", lines) + closing + text;
  }

  Optional<String> value(String word) {
    return values.get(word) instanceof String text && !text.isBlank()
        ? Optional.of(text.strip())
        : Optional.empty();
  }

  /** The words of a list; one word is a list of one. */
  List<String> list(String word) {
    return switch (values.get(word)) {
      case List<?> list -> list.stream().map(Objects::toString).toList();
      case String one when !one.isBlank() -> List.of(one);
      case null, default -> List.of();
    };
  }

  Optional<Instant> time(String word) {
    try {
      return value(word).map(text -> OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notOurs) {
      return Optional.empty();
    }
  }

  /** The id that is there, also in lines that cannot be read otherwise. */
  Optional<String> id() {
    return broken
        ? lines.stream()
            .map(line -> ID_LINE.matcher(line.strip()))
            .filter(matcher -> matcher.matches())
            .map(matcher -> matcher.group(1))
            .findFirst()
        : value(ID);
  }

  /** The last marks of commands, also in lines that cannot be read otherwise. */
  List<String> marks() {
    List<String> marks =
        (broken ? lines : list(DONE_BY))
            .stream()
                .flatMap(line -> MARK.matcher(line).results())
                .map(MatchResult::group)
                .toList();
    return marks.subList(Math.max(0, marks.size() - MARKS), marks.size());
  }

  FrontMatter with(String otherText) {
    String end = closing.isEmpty() || closing.endsWith("\n") ? "" : "\n";
    return new FrontMatter(opening, lines, closing + end, values, broken, otherText);
  }

  /**
   * With another value of that word, in its place or at the end; null: without the word.
   *
   * @throws dev.errand.pipeline.OperationStopped if that cannot be done so that all other words
   *     stay, as where one refers to another
   */
  FrontMatter set(String word, @Nullable Object value) {
    if (broken) {
      throw Refusals.brokenFrontMatter();
    }
    String endOfLine = opening.endsWith("\r\n") ? "\r\n" : "\n";
    String fence = FENCE + endOfLine;
    WordPlaces former = WordPlaces.of(String.join("", lines));
    FrontMatter changed =
        read(
            (opening.isEmpty() ? fence : opening)
                + (value == null ? former.without(word) : former.with(word, value, endOfLine))
                + (closing.isEmpty() ? fence + endOfLine : closing));
    if (!changed.says(word, value) || !changed.others(word).equals(former.others(word))) {
      throw Refusals.oddFrontMatter();
    }
    return changed.with(text);
  }

  /** Read again, so that what is written is known to be what was meant. */
  private boolean says(String word, @Nullable Object value) {
    Object written = value instanceof Instant time ? time.toString() : value;
    return !broken && Objects.equals(values.get(word), written);
  }

  private Map<String, String> others(String word) {
    return WordPlaces.of(String.join("", lines)).others(word);
  }

  @Override
  public String toString() {
    return "FrontMatter" + values.keySet().stream().sorted().collect(Collectors.toList());
  }
}
