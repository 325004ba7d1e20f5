package dev.errand.noteworker.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random documents whose words are numbered: each word arrives once, in its order. */
class NoTextIsLostTest {

  private static final int DOCUMENTS = 400;
  private static final Pattern WORD = Pattern.compile("w\\d+w");

  private final MarkdownReader reader = new MarkdownReader();
  private final MarkdownWriter writer = new MarkdownWriter();

  @Test
  void everyWordOfARandomDocumentArrivesInItsOrder() {
    long seed = new Random().nextLong();
    for (int i = 0; i < DOCUMENTS; i++) {
      String markdown = new RandomMarkdown(seed + i).document();
      assertThat(words(text(reader.read(markdown))))
          .as("seed %d of:%n%s", seed + i, markdown)
          .isEqualTo(words(markdown));
    }
  }

  @Test
  void writtenBackItReadsAsTheSameWords() {
    long seed = new Random().nextLong();
    for (int i = 0; i < DOCUMENTS; i++) {
      String markdown = new RandomMarkdown(seed + i).document();
      String written = writer.write(reader.read(markdown));
      assertThat(words(text(reader.read(written))))
          .as("seed %d of:%n%s%nwritten as:%n%s", seed + i, markdown, written)
          .isEqualTo(words(markdown));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# t\n\ntext **bold** and *it* `code` ~~no~~\n",
        "- a\n  - b\n    - c\n- d\n",
        "1. a\n2. b\n",
        "- [ ] a\n- [x] b\n",
        "> q\n> \n> r\n",
        "```java\nint a;\n\nint b;\n```\n",
        "---\n",
        "[l](https://example.org/)\n",
        "#### four\n",
        "|a|b|\n|---|---|\n|1|2|\n",
        "not a \\# heading, not \\*bold\\*\n"
      })
  void markdownThatNotionCanHoldComesBackAsItWas(String markdown) {
    List<Block> blocks = reader.read(markdown);
    assertThat(reader.read(writer.write(blocks))).isEqualTo(blocks);
  }

  @ParameterizedTest
  @ValueSource(strings = {"> ", "- ", "1. ", "*", "[", "![", "x`", "x~~", "<a"})
  void whatIsNestedAbsurdlyDeepIsStillReadAndInTime(String opening) {
    String markdown = opening.repeat(5_000) + "w1w";
    assertThat(words(text(reader.read(markdown)))).containsExactly("w1w");
  }

  private static List<String> words(String text) {
    return WORD.matcher(text).results().map(word -> word.group()).toList();
  }

  private static String text(List<Block> blocks) {
    return blocks.stream()
        .map(block -> own(block) + "\n" + text(block.children()))
        .collect(Collectors.joining("\n"));
  }

  private static String own(Block block) {
    return switch (block) {
      case Block.Text text -> runs(text.text());
      case Block.ToDo toDo -> runs(toDo.text());
      case Block.Code code -> RichText.plain(code.text());
      case Block.Row row ->
          row.cells().stream().map(NoTextIsLostTest::runs).collect(Collectors.joining(" "));
      case Block.Table _, Block.Divider _, Block.PageLink _ -> "";
      case Block.ChildPage _, Block.Other _ -> "";
    };
  }

  /** Where a link leads is text too. */
  private static String runs(List<RichText> runs) {
    return runs.stream()
        .map(run -> run.text() + (run.href() == null ? "" : " " + run.href()))
        .collect(Collectors.joining());
  }

  /** Blocks of all kinds in each other, with words that count up. */
  private static final class RandomMarkdown {

    private final Random random;
    private int words;

    RandomMarkdown(long seed) {
      this.random = new Random(seed);
    }

    String document() {
      return blocks(0);
    }

    private String blocks(int depth) {
      List<String> blocks = new ArrayList<>();
      int count = 1 + random.nextInt(depth == 0 ? 8 : 3);
      for (int i = 0; i < count; i++) {
        blocks.add(block(depth));
      }
      return String.join("\n\n", blocks);
    }

    private String block(int depth) {
      return switch (random.nextInt(depth > 4 ? 6 : 10)) {
        case 0 -> "#".repeat(1 + random.nextInt(6)) + " " + inline();
        case 1 -> inline() + "\n" + inline() + "  \n" + inline();
        case 2 ->
            "```" + (random.nextBoolean() ? "sh" : "") + "\n" + word() + "\n\n" + word() + "\n```";
        case 3 -> "---\n\n<div>" + word() + "</div>";
        case 4 ->
            "|%s|%s|\n|-|-|\n|%s|%s|\n|%s|".formatted(inline(), word(), word(), inline(), word());
        case 5 -> inline();
        case 6 -> indented("- ", depth);
        case 7 -> indented("3. ", depth);
        case 8 -> indented("- [ ] " + word() + "\n\n", "  ", depth);
        default -> indented("> ", "> ", depth);
      };
    }

    private String indented(String marker, int depth) {
      return indented(marker, " ".repeat(marker.length()), depth);
    }

    private String indented(String first, String rest, int depth) {
      String inside = blocks(depth + 1);
      return first.endsWith("\n")
          ? first + rest + inside.replace("\n", "\n" + rest)
          : first + inside.replace("\n", "\n" + rest);
    }

    private String inline() {
      return switch (random.nextInt(9)) {
        case 0 -> "**" + word() + "** " + word();
        case 1 -> "*" + word() + " ~~" + word() + "~~*";
        case 2 -> "`" + word() + "`" + word();
        case 3 -> "[" + word() + "](https://example.org/" + word() + "x \"" + word() + "\")";
        case 4 -> "![" + word() + "](" + word() + ".png)";
        case 5 -> word() + " <i>" + word() + "</i> \\* &amp; " + word();
        case 6 -> word() + "_" + word() + "**" + word();
        default -> word() + " " + word();
      };
    }

    private String word() {
      return "w" + words++ + "w";
    }
  }
}
