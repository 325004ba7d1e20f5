package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.noteworker.steps.Notion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is on a page, with what is inside its blocks.
 *
 * @param truncated whether there is more, for it would have taken too many requests
 */
record PageContent(List<Block> blocks, boolean truncated) {

  PageContent {
    blocks = List.copyOf(blocks);
  }

  static PageContent hidden() {
    return new PageContent(List.of(), true);
  }

  /** Reads in the order of the page, so that what is missing is missing at the end. */
  static PageContent read(Notion notion, String page) {
    Reader reader = new Reader(notion);
    List<Block> blocks = reader.inside(page);
    return new PageContent(blocks, reader.truncated);
  }

  /** One reading, within bounds. For one thread. */
  private static final class Reader {

    /** Each block with something inside takes one; a third of what a user may send in a minute. */
    private static final int MOST_REQUESTS = 60;

    private final Notion notion;
    private int requests;
    private boolean truncated;

    private Reader(Notion notion) {
      this.notion = notion;
    }

    private List<Block> inside(String parent) {
      List<Block> blocks = new ArrayList<>();
      String cursor = null;
      do {
        Listed<StoredBlock> part = part(parent, cursor);
        part.results().forEach(block -> blocks.add(whole(block)));
        cursor = part.next();
      } while (cursor != null);
      return blocks;
    }

    private Listed<StoredBlock> part(String parent, @Nullable String cursor) {
      if (requests == MOST_REQUESTS) {
        truncated = true;
        return new Listed<>(List.of(), null, false);
      }
      requests++;
      return notion.children(parent, cursor);
    }

    /** Another page in the page, or a database, is content of its own. */
    private Block whole(StoredBlock block) {
      return block.hasChildren() && !block.isPageOrDatabase()
          ? block.content().with(inside(block.id()))
          : block.content();
    }
  }
}
