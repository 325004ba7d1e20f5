package dev.errand.noteworker.enhance;

import dev.errand.noteworker.notion.Block;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whether blocks say the same: the same letters and digits in the same order. */
final class SameWords {

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private SameWords() {}

  static boolean in(List<Block> one, List<Block> other) {
    return letters(one).equals(letters(other));
  }

  private static String letters(List<Block> blocks) {
    return Passages.of("", blocks).all().stream()
        .map(passage -> NO_LETTERS.matcher(passage.text()).replaceAll(""))
        .collect(Collectors.joining());
  }
}
