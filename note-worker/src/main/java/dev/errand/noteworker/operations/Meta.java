package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.TextKind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A note's kind and tags, which stand as a line in italics under its title.
 *
 * @param kind as it was given, or stands in the line
 */
record Meta(@Nullable String kind, List<String> tags) {

  private static final String KIND = "Kind: ";
  private static final String TAGS = "Tags: ";
  private static final String BETWEEN = " · ";

  private static final Pattern LINE =
      Pattern.compile("(?!$)(?:Kind: (?<kind>.+?))?(?:(?: · |^)Tags: (?<tags>.+))?");

  Meta {
    tags = List.copyOf(tags);
  }

  /** What a line says, if it is such a line. */
  static Optional<Meta> read(@Nullable String line) {
    Matcher matcher = LINE.matcher(Objects.requireNonNullElse(line, ""));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String tags = matcher.group("tags");
    return Optional.of(
        new Meta(matcher.group("kind"), tags == null ? List.of() : List.of(tags.split(", "))));
  }

  /** The line as a block, unless there is nothing to say. */
  Optional<Block> block() {
    String line =
        Stream.concat(
                Draft.oneLine(Objects.requireNonNullElse(kind, "")).map(KIND::concat).stream(),
                Draft.oneLine(String.join(", ", tags)).map(TAGS::concat).stream())
            .collect(Collectors.joining(BETWEEN));
    if (line.isEmpty()) {
      return Optional.empty();
    }
    if (line.length() > RichText.LONGEST) {
      throw Invalid.because("There are too many tags.", "Use at most 2,000 characters in all.");
    }
    RichText text = new RichText(line, null, RichText.Style.PLAIN.inItalic());
    return Optional.of(new Block.Text(TextKind.PARAGRAPH, List.of(text), List.of()));
  }
}
