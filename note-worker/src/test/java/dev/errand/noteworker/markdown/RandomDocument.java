package dev.errand.noteworker.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Markdown as people and models write it, of what Notion can hold. The same seed, the same text.
 */
public final class RandomDocument {

  /** A paragraph of 3,000 characters has more than one run at Notion, a list of 100 more pages. */
  private static final int LONG_PARAGRAPH = 3_000;

  private static final List<String> WORDS =
      List.of(
          "train",
          "Zürich",
          "naïve",
          "paper",
          "2026",
          "it's",
          "3,5",
          "(see",
          "below)",
          "a_b",
          "x*y",
          "#7",
          "1.",
          "-",
          "+",
          "=",
          "a|b",
          "<tag>",
          "&amp;",
          "\\",
          "~",
          "`",
          "[x]",
          "!",
          "e.g.",
          ">",
          "😀",
          "👩‍👩‍👧‍👦",
          "🇨🇭",
          "日本語",
          "שלום",
          "עולם",
          "مرحبا",
          "بالعالم",
          "ﬁ",
          "é",
          "Ω",
          "https://example.org/a_b",
          "me@example.org",
          "C:\\temp",
          "**",
          "__",
          "$5",
          "100%",
          "---");

  private static final List<String> LANGUAGES = List.of("", "java", "python", "sql", "bash");

  private final Random random;
  private boolean careless;

  public RandomDocument(long seed) {
    this.random = new Random(seed);
  }

  /** Signs stand where they fall, so that some of them are marks that nobody meant. */
  public RandomDocument carelessly() {
    careless = true;
    return this;
  }

  /**
   * A document.
   *
   * @param blocks how many it has on its first level
   */
  public String markdown(int blocks) {
    return many(blocks, "\n\n", () -> block(0));
  }

  /** The same, with nothing inside anything. */
  public String flat(int blocks) {
    return many(blocks, "\n\n", this::paragraph);
  }

  private String block(int depth) {
    return switch (random.nextInt(depth == 0 ? 12 : 7)) {
      case 0, 1, 2 -> paragraph();
      case 3 -> list("- ", depth);
      case 4 -> list("1. ", depth);
      case 5 -> list(random.nextBoolean() ? "- [ ] " : "- [x] ", depth);
      case 6 -> code();
      case 7 ->
          "> "
              + (paragraph() + (random.nextBoolean() ? "\n\n" + list("- ", 1) : ""))
                  .replace("\n", "\n> ");
      case 8 -> table();
      case 9 -> "---";
      case 10 -> longParagraph();
      default -> "#".repeat(1 + random.nextInt(4)) + " " + inline();
    };
  }

  private String paragraph() {
    return random.nextInt(4) == 0 ? inline() + "\n" + inline() : inline();
  }

  private String longParagraph() {
    StringBuilder text = new StringBuilder();
    while (text.length() < LONG_PARAGRAPH) {
      text.append(many(30, " ", this::plain)).append(' ').append(piece()).append(' ');
    }
    return text.toString().strip();
  }

  private String list(String marker, int depth) {
    String indent = " ".repeat(marker.startsWith("- [") ? 2 : marker.length());
    return many(
        1 + random.nextInt(4), "\n", () -> marker + item(depth).replace("\n", "\n" + indent));
  }

  private String item(int depth) {
    return depth < 3 && random.nextInt(3) == 0
        ? inline() + "\n\n" + many(1 + random.nextInt(2), "\n\n", () -> block(depth + 1))
        : inline();
  }

  private String code() {
    return "```"
        + LANGUAGES.get(random.nextInt(LANGUAGES.size()))
        + "\n"
        + many(
            1 + random.nextInt(3), "\n", () -> "  if (a < b && c) { return \"" + word() + "\"; }")
        + "\n\n```";
  }

  private String table() {
    int width = 1 + random.nextInt(4);
    Supplier<String> row =
        () -> "| " + many(width, " | ", () -> inline().replace("|", "\\|")) + " |";
    return row.get()
        + "\n|"
        + " --- |".repeat(width)
        + "\n"
        + many(1 + random.nextInt(4), "\n", row);
  }

  private String inline() {
    return many(1 + random.nextInt(5), " ", this::piece);
  }

  private String piece() {
    return switch (random.nextInt(12)) {
      case 0 -> "**" + plain() + "**";
      case 1 -> "*" + plain() + "*";
      case 2 -> "~~" + plain() + "~~";
      case 3 -> "`" + plain() + " <b>`";
      case 4 -> "[" + plain() + "](https://example.org/" + random.nextInt(1_000) + "?q=a_b*c)";
      case 5 -> "***" + plain() + "***";
      case 6 -> "[**" + plain() + "**](https://example.org/)";
      default -> escaped(word()) + " " + plain();
    };
  }

  private String plain() {
    return many(
        1 + random.nextInt(3),
        " ",
        () -> List.of("tea", "for", "two", "größer", "שלום", "😀").get(random.nextInt(6)));
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  /** As one who means the characters and no marks. */
  private String escaped(String word) {
    return careless && random.nextInt(3) == 0
        ? word
        : word.replaceAll("([\\\\`*_\\[\\]<>#~&!|+.=-])", "\\\\$1");
  }

  private static String many(int count, String between, Supplier<String> one) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(one.get());
    }
    return String.join(between, all);
  }
}
