package dev.errand.noteworker.enhance;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.TextKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts a note's blocks in order, and leaves each word where it is.
 *
 * <ol>
 *   <li>A paragraph that is a list in all but name becomes its lines: each begins with a dash, a
 *       dot, a box or a word as "TODO".
 *   <li>Headings begin with the largest, and none is left out between a heading and those under it.
 *   <li>What is to be done can be ticked off.
 * </ol>
 */
public final class Arrange {

  /** Not a word, but what stands before one: a dash, a dot, an empty box. */
  private static final Pattern MARK = Pattern.compile("^\\s*(?:[-*+•◦▪–—]|\\[ ?]|☐)\\s+");

  private static final Pattern LISTED =
      Pattern.compile("^\\s*(?:(?:[-*+•◦▪–—]|\\[ ?]|☐)\\s+|(?:TODO|To do|Action|AI)\\s*[:\\-]).*");

  private Arrange() {}

  /**
   * Before it is asked what is to be done: the lines by themselves, the headings in their order.
   */
  public static List<Block> parts(List<Block> blocks) {
    List<Block> parts = blocks.stream().flatMap(Arrange::lines).toList();
    List<Block> tidy = parts.stream().map(block -> levelled(block, levels(parts))).toList();
    return SameWords.in(blocks, tidy) ? tidy : blocks;
  }

  /**
   * What is to be done becomes something to tick off.
   *
   * @param parts whose {@link Passages} the actions were found in
   */
  public static List<Block> actions(List<Block> parts, List<Integer> actions) {
    List<Block> arranged = new Ticks(new HashSet<>(actions)).in(parts);
    return SameWords.in(parts, arranged) ? arranged : parts;
  }

  private static Stream<Block> lines(Block block) {
    if (!(block instanceof Block.Text text)
        || text.kind() != TextKind.PARAGRAPH
        || text.text().size() != 1
        || !text.children().isEmpty()) {
      return Stream.of(block);
    }
    RichText run = text.text().getFirst();
    List<String> lines = run.text().lines().filter(line -> !line.isBlank()).toList();
    boolean isList = lines.size() > 1 && lines.stream().skip(1).allMatch(Arrange::isListed);
    if (!isList) {
      return Stream.of(block);
    }
    return lines.stream()
        .map(
            line -> {
              TextKind kind = isListed(line) ? TextKind.BULLET : TextKind.PARAGRAPH;
              return new Block.Text(kind, List.of(run.withText(unmarked(line))), List.of());
            });
  }

  private static boolean isListed(String line) {
    return LISTED.matcher(line).matches();
  }

  private static String unmarked(String line) {
    Matcher mark = MARK.matcher(line);
    return mark.lookingAt() ? line.substring(mark.end()) : line.strip();
  }

  /** The levels that headings have here. */
  private static SortedSet<Integer> levels(List<Block> blocks) {
    SortedSet<Integer> levels = new TreeSet<>();
    for (Block block : blocks) {
      if (block instanceof Block.Text text && text.kind().level() > 0) {
        levels.add(text.kind().level());
      }
    }
    return levels;
  }

  private static Block levelled(Block block, SortedSet<Integer> levels) {
    return block instanceof Block.Text(TextKind kind, var text, var children) && kind.level() > 0
        ? new Block.Text(TextKind.heading(levels.headSet(kind.level()).size() + 1), text, children)
        : block;
  }

  /** Walks the blocks as they are numbered. For one thread. */
  private static final class Ticks {

    private final Set<Integer> actions;
    private int number;

    private Ticks(Set<Integer> actions) {
      this.actions = actions;
    }

    private List<Block> in(List<Block> blocks) {
      List<Block> ticked = new ArrayList<>();
      for (Block block : blocks) {
        boolean action = actions.contains(number++);
        Block whole = block.children().isEmpty() ? block : block.with(in(block.children()));
        ticked.add(action ? toDo(whole) : whole);
      }
      return ticked;
    }

    private static Block toDo(Block block) {
      return block instanceof Block.Text(TextKind kind, var text, var children)
              && (kind == TextKind.PARAGRAPH || kind == TextKind.BULLET || kind == TextKind.NUMBER)
          ? new Block.ToDo(false, text, children)
          : block;
    }
  }
}
