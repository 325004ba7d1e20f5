package dev.errand.noteworker.markdown;

import dev.errand.noteworker.notion.RichText;
import java.util.ArrayList;
import java.util.List;

/** Cuts text to what Notion takes in one run and in one block. */
final class Runs {

  /** https://developers.notion.com/reference/request-limits, 2026-10: any array, at most 100. */
  private static final int MOST_RUNS = 100;

  /** 60,000 characters of 3 bytes each stay well inside the 500 KB of a request. */
  private static final int MOST_CHARACTERS = 60_000;

  private Runs() {}

  /** The runs in one or more parts, each small enough for a block; one empty part for no text. */
  static List<List<RichText>> parts(List<RichText> runs) {
    List<List<RichText>> parts = new ArrayList<>();
    List<RichText> part = new ArrayList<>();
    int characters = 0;
    for (RichText run : cut(merged(runs))) {
      if (part.size() == MOST_RUNS || characters + run.text().length() > MOST_CHARACTERS) {
        parts.add(part);
        part = new ArrayList<>();
        characters = 0;
      }
      part.add(run);
      characters += run.text().length();
    }
    parts.add(part);
    return parts;
  }

  /** The runs as one part: their looks are given up if they are too many. */
  static List<RichText> onePart(List<RichText> runs) {
    List<RichText> cut = cut(merged(runs));
    return cut.size() <= MOST_RUNS ? cut : cut(List.of(RichText.of(RichText.plain(runs))));
  }

  static List<RichText> merged(List<RichText> runs) {
    List<RichText> merged = new ArrayList<>();
    for (RichText run : runs) {
      if (!merged.isEmpty() && merged.getLast().looksLike(run)) {
        merged.add(run.withText(merged.removeLast().text() + run.text()));
      } else if (!run.text().isEmpty()) {
        merged.add(run);
      }
    }
    return merged;
  }

  private static List<RichText> cut(List<RichText> runs) {
    List<RichText> cut = new ArrayList<>();
    for (RichText run : runs) {
      int from = 0;
      while (from < run.text().length()) {
        int to = end(run.text(), from);
        cut.add(run.withText(run.text().substring(from, to)));
        from = to;
      }
    }
    return cut;
  }

  /** Never between the two halves of a character. */
  private static int end(String text, int from) {
    int to = Math.min(text.length(), from + RichText.LONGEST);
    return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
  }
}
