package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Step;
import java.util.List;

/**
 * Puts up to a hundred notes into the table of contents at once. After doubt it is enough that one
 * of them is listed: a request is carried out whole or not at all. What cannot be looked for is let
 * be; the next look at the table of contents finds what is missing.
 */
public record AddEntries(String contents, List<String> pages) {

  public AddEntries {
    pages = List.copyOf(pages);
  }

  /**
   * Lists them, unless an earlier run did.
   *
   * @param number of the request within the operation, from 1
   */
  public void once(Notion notion, int number) {
    List<Block> links = pages.stream().<Block>map(Block.PageLink::new).toList();
    var _ =
        notion
            .effects()
            .once(
                Step.of("heal-contents-" + number, BlocksMade.class, this, Late.COMMIT).preparing(),
                InsertBlocks.call(notion, contents, null, links),
                attempted -> look(notion, attempted.intent()));
  }

  private Finding<BlocksMade> look(Notion notion, AddEntries intent) {
    boolean absent =
        Entries.of(notion, intent.contents())
            .map(entries -> intent.pages().stream().noneMatch(entries::list))
            .orElse(false);
    return absent && intent.equals(this)
        ? new Finding.Absent<>()
        : new Finding.Happened<>(new BlocksMade(List.of()));
  }
}
