package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.steps.Former.Old;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The least that makes a new text of a former one: what both begin and end with stays, so that a
 * changed line of a long note costs a line, and its comments and links elsewhere stay where they
 * were.
 *
 * @param behind the block that the new ones go behind; absent: before all others
 * @param added the new blocks
 * @param removed those they replace
 */
public record Edit(@Nullable String behind, List<Block> added, List<Old> removed) {

  public Edit {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
  }

  /**
   * From a former text to a new one.
   *
   * @param lead how many of the former blocks stay without being looked at
   */
  public static Edit of(List<Old> former, int lead, List<Block> text) {
    List<Old> old = former.subList(lead, former.size());
    List<String> digests = text.stream().map(Fingerprint::exact).toList();
    int most = Math.min(old.size(), digests.size());
    int begin = 0;
    while (begin < most && digests.get(begin).equals(old.get(begin).digest())) {
      begin++;
    }
    int end = 0;
    while (end < most - begin
        && digests.get(digests.size() - 1 - end).equals(old.get(old.size() - 1 - end).digest())) {
      end++;
    }
    int behind = lead + begin;
    return new Edit(
        behind == 0 ? null : former.get(behind - 1).id(),
        text.subList(begin, text.size() - end),
        removable(old.subList(begin, old.size() - end).stream()));
  }

  /** The first line of a page, replaced or taken away; the rest stays. */
  public static Edit ofFirst(List<Old> former, boolean replaced, List<Block> line) {
    return new Edit(null, line, replaced ? removable(former.stream().limit(1)) : List.of());
  }

  private static List<Old> removable(Stream<Old> blocks) {
    return blocks.filter(block -> !block.kept()).toList();
  }
}
