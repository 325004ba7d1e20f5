package dev.errand.noteworker.operations;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.TextKind;
import dev.errand.noteworker.steps.WritePlan;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.note.NoteCreate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A note before it is written: its title, and its blocks divided into requests. */
record Draft(String title, WritePlan plan) {

  /** What is longer is a file, not a note; Notion takes it, but not in a time anyone waits. */
  private static final int MOST_CHARACTERS = 500_000;

  /** Fifty times a hundred blocks: more than a quarter of what a user may send in a minute. */
  private static final int MOST_REQUESTS = 50;

  private static final int LONGEST_DERIVED_TITLE = 200;

  /**
   * Drafts a note.
   *
   * @throws OperationStopped if there is nothing to write, or too much
   */
  static Draft note(NoteCreate input, MarkdownReader reader) {
    return note(input, read(input.markdown(), reader));
  }

  /**
   * Drafts a note of these blocks.
   *
   * @throws OperationStopped if there is nothing to write, or too much
   */
  static Draft note(NoteCreate input, List<Block> blocks) {
    String title = title(input, blocks);
    List<Block> all = new ArrayList<>(meta(input).stream().toList());
    all.addAll(startsWithTitle(blocks, title) ? blocks.subList(1, blocks.size()) : blocks);
    return new Draft(title, plan(all));
  }

  /**
   * Plans what to append.
   *
   * @throws OperationStopped if there is nothing to write, or too much
   */
  static WritePlan addition(String markdown, MarkdownReader reader) {
    List<Block> blocks = read(markdown, reader);
    if (blocks.isEmpty()) {
      throw Invalid.because("There is no text to add.", "Give the text as Markdown.");
    }
    return plan(blocks);
  }

  static List<Block> read(String markdown, MarkdownReader reader) {
    if (markdown.length() > MOST_CHARACTERS) {
      throw tooLong();
    }
    return reader.read(markdown);
  }

  private static WritePlan plan(List<Block> blocks) {
    WritePlan plan = WritePlan.of(blocks);
    if (plan.requests().size() > MOST_REQUESTS || !plan.canBeSent()) {
      throw tooLong();
    }
    return plan;
  }

  private static OperationStopped tooLong() {
    return Invalid.because(
        "The text is too long, or nested too deeply, for one note.",
        "Divide it into several notes.");
  }

  private static String title(NoteCreate input, List<Block> blocks) {
    String title =
        oneLine(Objects.requireNonNullElse(input.title(), ""))
            .or(() -> firstHeading(blocks))
            .or(() -> firstLine(blocks))
            .orElseThrow(
                () -> Invalid.because("The note is empty.", "Give it a title or some text."));
    if (title.length() > RichText.LONGEST) {
      throw Invalid.because("The title is too long.", "Use at most 2,000 characters.");
    }
    return title;
  }

  private static Optional<String> firstHeading(List<Block> blocks) {
    return texts(blocks)
        .filter(text -> text.kind().level() > 0)
        .flatMap(text -> oneLine(RichText.plain(text.text())).stream())
        .findFirst()
        .map(Draft::shortened);
  }

  private static Optional<String> firstLine(List<Block> blocks) {
    return blocks.stream()
        .flatMap(block -> words(block).lines())
        .flatMap(line -> oneLine(line).stream())
        .findFirst()
        .map(Draft::shortened);
  }

  private static String words(Block block) {
    String own =
        switch (block) {
          case Block.Text text -> RichText.plain(text.text());
          case Block.ToDo toDo -> RichText.plain(toDo.text());
          case Block.Code code -> RichText.plain(code.text());
          case Block.Row row ->
              row.cells().stream().map(RichText::plain).collect(Collectors.joining(" "));
          case Block.Table _, Block.Divider _, Block.PageLink _ -> "";
          case Block.ChildPage _, Block.Other _ -> "";
        };
    return own
        + "\n"
        + block.children().stream().map(Draft::words).collect(Collectors.joining("\n"));
  }

  private static Optional<String> oneLine(String text) {
    return Optional.of(text.replaceAll("\\s+", " ").strip()).filter(line -> !line.isEmpty());
  }

  /** The text itself stays in the note. */
  private static String shortened(String line) {
    if (line.codePointCount(0, line.length()) <= LONGEST_DERIVED_TITLE) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_DERIVED_TITLE)).strip() + "…";
  }

  /** A heading that says just what the title says would stand there twice. */
  private static boolean startsWithTitle(List<Block> blocks, String title) {
    return !blocks.isEmpty()
        && blocks.getFirst() instanceof Block.Text first
        && first.kind().level() > 0
        && first.text().equals(List.of(RichText.of(title)));
  }

  private static Optional<Block> meta(NoteCreate input) {
    List<String> tags = Objects.requireNonNullElse(input.tags(), List.of());
    String line =
        Stream.concat(
                oneLine(Objects.requireNonNullElse(input.kind(), ""))
                    .map("Kind: "::concat)
                    .stream(),
                oneLine(String.join(", ", tags)).map("Tags: "::concat).stream())
            .collect(Collectors.joining(" · "));
    if (line.isEmpty()) {
      return Optional.empty();
    }
    if (line.length() > RichText.LONGEST) {
      throw Invalid.because("There are too many tags.", "Use at most 2,000 characters in all.");
    }
    RichText text = new RichText(line, null, RichText.Style.PLAIN.inItalic());
    return Optional.of(new Block.Text(TextKind.PARAGRAPH, List.of(text), List.of()));
  }

  private static Stream<Block.Text> texts(List<Block> blocks) {
    return blocks.stream().filter(Block.Text.class::isInstance).map(Block.Text.class::cast);
  }
}
