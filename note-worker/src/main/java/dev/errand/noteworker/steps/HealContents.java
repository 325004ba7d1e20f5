package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.noteworker.steps.Entries.Entry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a table of contents true again, whatever a person did with it by hand.
 *
 * <ol>
 *   <li>If it was moved elsewhere, it comes back into the place.
 *   <li>A copy of it that holds nothing but entries goes into the trash; one with a person's own
 *       words in it is let be.
 *   <li>Of several entries of one page the first stays. An entry of a page that is gone or in the
 *       trash goes; so many of those that lie elsewhere are looked at, a call each.
 *   <li>Each page in the place has an entry.
 * </ol>
 *
 * <p>Two reads if all is well. It must not run once a note of the same command may have been made
 * and is not listed yet: that is how {@link MakeNote} knows its own.
 *
 * @param place the page it is in
 * @param title of the table of contents
 * @param contents the table of contents
 * @param most how much is looked through
 */
public record HealContents(String place, String title, String contents, Most most) {

  /**
   * How much.
   *
   * @param blocks in the place and in the table of contents; where there are more, nothing is done
   * @param elsewhere entries of what lies elsewhere, a call each
   */
  public record Most(int blocks, int elsewhere) {

    /** What somebody waits for who asked for just that. */
    public static final Most ALL = new Most(Notion.MOST_BLOCKS, 30);

    /** What may be done on the way to something else: a few calls. */
    public static final Most BY_THE_WAY = new Most(2 * NotionApi.MOST_IN_A_LIST, 3);
  }

  /**
   * Looks at all of it, and puts right what is not.
   *
   * @param writing told before something is written to the table of contents
   */
  public void heal(Notion notion, Runnable writing) {
    Optional<List<StoredBlock>> inPlace = notion.upTo(most.blocks(), place);
    Optional<List<StoredBlock>> inContents = notion.upTo(most.blocks(), contents);
    if (inPlace.isEmpty() || inContents.isEmpty()) {
      return; // too much to look through
    }
    List<StoredBlock> pages =
        inPlace.get().stream()
            .filter(block -> block.content() instanceof Block.ChildPage && !block.inTrash())
            .toList();
    if (pages.stream().noneMatch(block -> block.id().equals(contents))) {
      new MovePage(contents, place).bringBack(notion);
    }
    pages.stream().filter(this::isCopy).forEach(copy -> removeCopy(notion, copy));
    Set<String> notes =
        pages.stream()
            .filter(block -> !MakeNote.isTitled(block, title))
            .map(StoredBlock::id)
            .collect(Collectors.toSet());
    Entries entries = Entries.in(inContents.get());
    remove(notion, entries, notes);
    List<String> missing =
        pages.stream()
            .map(StoredBlock::id)
            .filter(page -> notes.contains(page) && !entries.list(page))
            .toList();
    add(notion, missing, writing);
  }

  /** Whether each page in the place has one entry, as far as two reads tell. */
  public boolean isTrue(Notion notion) {
    Optional<List<StoredBlock>> inPlace = notion.allChildren(place);
    Optional<Entries> entries = Entries.of(notion, contents);
    return inPlace.isPresent()
        && entries.isPresent()
        && inPlace.get().stream()
            .filter(block -> block.content() instanceof Block.ChildPage && !block.inTrash())
            .filter(block -> !MakeNote.isTitled(block, title))
            .allMatch(page -> entries.get().blocksOf(page.id()).size() == 1);
  }

  private boolean isCopy(StoredBlock block) {
    return MakeNote.isTitled(block, title) && !block.id().equals(contents);
  }

  private static void removeCopy(Notion notion, StoredBlock copy) {
    boolean onlyEntries =
        notion
            .allChildren(copy.id())
            .map(blocks -> blocks.stream().allMatch(HealContents::isEntryOrEmpty))
            .orElse(false);
    if (onlyEntries) {
      notion.delete(copy.id());
    }
  }

  private static boolean isEntryOrEmpty(StoredBlock block) {
    return switch (block.content()) {
      case Block.PageLink _ -> true;
      case Block.Text text -> text.text().isEmpty() && !block.hasChildren();
      default -> false;
    };
  }

  private void remove(Notion notion, Entries entries, Set<String> notes) {
    Set<String> seen = new HashSet<>();
    int looks = 0;
    for (Entry entry : entries.all()) {
      boolean again = !seen.add(entry.page());
      boolean elsewhere = !again && !notes.contains(entry.page()) && looks++ < most.elsewhere();
      if (again || (elsewhere && isGone(notion, entry.page()))) {
        notion.delete(entry.block());
      }
    }
  }

  private static boolean isGone(Notion notion, String page) {
    return notion.find(page).map(Page::inTrash).orElse(true);
  }

  private void add(Notion notion, List<String> missing, Runnable writing) {
    for (int from = 0; from < missing.size(); from += NotionApi.MOST_IN_A_LIST) {
      writing.run();
      int to = Math.min(missing.size(), from + NotionApi.MOST_IN_A_LIST);
      int number = from / NotionApi.MOST_IN_A_LIST + 1;
      new AddEntries(contents, missing.subList(from, to)).once(notion, number);
    }
  }
}
