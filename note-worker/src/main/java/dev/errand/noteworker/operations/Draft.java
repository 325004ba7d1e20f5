package dev.errand.noteworker.operations;

import dev.errand.noteworker.markdown.MarkdownReader;
import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.OneLine;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.steps.WritePlan;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.note.NoteCreate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    Meta meta = new Meta(input.kind(), Objects.requireNonNullElse(input.tags(), List.of()));
    List<Block> all = new ArrayList<>(meta.block().stream().toList());
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

  /**
   * The title to give a note, if one is asked for.
   *
   * @throws OperationStopped if it is none, or too long
   */
  static Optional<String> newTitle(@Nullable String title) {
    if (title == null) {
      return Optional.empty();
    }
    String line =
        oneLine(title)
            .orElseThrow(() -> Invalid.because("The title is empty.", "Give it some words."));
    return Optional.of(notTooLong(line));
  }

  /**
   * The text to write instead of another, if one is asked for.
   *
   * @throws OperationStopped if it is none, or too much
   */
  static Optional<List<Block>> newText(
      @Nullable String markdown, @Nullable String title, MarkdownReader reader) {
    if (markdown == null) {
      return Optional.empty();
    }
    List<Block> blocks = read(markdown, reader);
    if (blocks.isEmpty()) {
      throw Invalid.because("There is no text to write.", "Give the text as Markdown.");
    }
    var _ = plan(blocks);
    return Optional.of(
        title != null && startsWithTitle(blocks, title)
            ? blocks.subList(1, blocks.size())
            : blocks);
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
    return notTooLong(title);
  }

  private static String notTooLong(String title) {
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

  static Optional<String> oneLine(String text) {
    return Optional.of(OneLine.of(text)).filter(line -> !line.isEmpty());
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

  private static Stream<Block.Text> texts(List<Block> blocks) {
    return blocks.stream().filter(Block.Text.class::isInstance).map(Block.Text.class::cast);
  }
}
