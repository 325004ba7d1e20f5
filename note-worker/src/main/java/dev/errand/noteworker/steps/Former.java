package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.StoredBlock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stood on a page when a command began to change it.
 *
 * <p>It is read once and written down: so a run after a crash still knows which blocks are the
 * former ones, and never takes for them what the run before has added.
 */
public record Former(List<Old> blocks) {

  private static final int MOST_PARTS = 10;

  /** Reads have their own time. */
  private static final Duration LONGEST = Duration.ofMinutes(2);

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

  /** Reads it, or gives what an earlier run read; empty if there is too much. */
  public static Optional<Former> once(Notion notion, String page) {
    Seen seen = notion.effects().chosen("read-page", Seen.class, LONGEST, () -> read(notion, page));
    return Optional.ofNullable(seen.former());
  }

  /**
   * What was seen.
   *
   * @param former absent if there is too much
   */
  record Seen(@Nullable Former former) {}

  private static Seen read(Notion notion, String page) {
    return new Seen(
        notion
            .upTo(MOST_PARTS * NotionApi.MOST_IN_A_LIST, page)
            .map(blocks -> new Former(blocks.stream().map(Old::of).toList()))
            .orElse(null));
  }
}
