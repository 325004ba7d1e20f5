package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stood on a page when a command began to change it.
 *
 * <p>It is read once and written down as the output of a step: so a run after a crash still knows
 * which blocks are the former ones, and never takes for them what the run before has added.
 */
public record Former(List<Old> blocks) {

  private static final int MOST_PARTS = 10;

  public Former {
    blocks = List.copyOf(blocks);
  }

  /**
   * A block of the page.
   *
   * @param digest of all there is in it; absent if that was not read, since it holds others
   * @param kept whether it is a page or a database of its own, which is not text to be replaced
   * @param holder whether blocks lie in it, among which a page may be
   * @param line its text, if that is one line in italics, as kind and tags are
   */
  public record Old(
      String id, @Nullable String digest, boolean kept, boolean holder, @Nullable String line) {

    static Old of(StoredBlock block) {
      boolean kept = block.isPageOrDatabase();
      return new Old(
          block.id(),
          block.hasChildren() || kept ? null : Fingerprint.exact(block.content()),
          kept,
          block.mayHoldPages(),
          italicLine(block).orElse(null));
    }

    private static Optional<String> italicLine(StoredBlock block) {
      return block.content() instanceof Block.Text text && !block.hasChildren()
          ? text.italicLine()
          : Optional.empty();
    }
  }

  /** A hundred of them, and where the list goes on. */
  record Part(List<Old> blocks, @Nullable String next) {

    Part {
      blocks = List.copyOf(blocks);
    }

    static Part of(Listed<StoredBlock> listed) {
      return new Part(listed.results().stream().map(Old::of).toList(), listed.next());
    }
  }

  /** Reads it, or gives what an earlier run read; empty if there is too much. */
  public static Optional<Former> once(Notion notion, String page) {
    List<Old> blocks = new ArrayList<>();
    String cursor = null;
    for (int number = 1; number <= MOST_PARTS; number++) {
      Part part = part(notion, page, number, cursor);
      blocks.addAll(part.blocks());
      cursor = part.next();
      if (cursor == null) {
        return Optional.of(new Former(blocks));
      }
    }
    return Optional.empty();
  }

  private static Part part(Notion notion, String page, int number, @Nullable String cursor) {
    return notion
        .effects()
        .once(
            Step.of("read-" + number, Part.class, new Reading(page), Duration.ZERO).preparing(),
            token ->
                Part.of(
                    notion
                        .api()
                        .children(Notion.bearer(token), page, NotionApi.MOST_IN_A_LIST, cursor)),
            attempted -> new Finding.Absent<>());
  }

  /** Nothing to look for: it can be read again. */
  record Reading(String page) {}
}
