package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.PageId;
import dev.errand.noteworker.notion.StoredBlock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The entries of a table of contents, in their order: links to pages. Whatever else a person wrote
 * there is theirs.
 */
public record Entries(List<Entry> all) {

  public Entries {
    all = List.copyOf(all);
  }

  /** A link, as a block of its own, and the page it leads to. */
  public record Entry(String block, String page) {}

  /** What is listed now; empty if the table cannot be read. */
  public static Optional<Entries> of(Notion notion, String contents) {
    return notion.allChildren(contents).map(Entries::in);
  }

  static Entries in(List<StoredBlock> blocks) {
    return new Entries(blocks.stream().flatMap(Entries::entry).toList());
  }

  private static Stream<Entry> entry(StoredBlock block) {
    return block.content() instanceof Block.PageLink(String page)
        ? PageId.read(page).map(id -> new Entry(block.id(), id)).stream()
        : Stream.empty();
  }

  public boolean list(String page) {
    return all.stream().anyMatch(entry -> entry.page().equals(page));
  }

  /** The blocks that lead to a page: none, one, or one for each time a person copied it. */
  public List<String> blocksOf(String page) {
    return all.stream().filter(entry -> entry.page().equals(page)).map(Entry::block).toList();
  }
}
