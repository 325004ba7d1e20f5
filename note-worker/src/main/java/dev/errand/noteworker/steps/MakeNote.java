package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NewPage;
import dev.errand.noteworker.notion.Parent;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.pipeline.Attempted;
import dev.errand.pipeline.Call;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.Finding.Absent;
import dev.errand.pipeline.Finding.CannotTell;
import dev.errand.pipeline.Finding.Happened;
import dev.errand.pipeline.Step;
import dev.errand.runtime.http.HttpFailure;
import java.util.List;
import java.util.Optional;

/**
 * Makes the page of a note, with as many of its blocks as one request holds.
 *
 * <p>No snapshot is taken before. After doubt, a page is the one we look for if it lies in the
 * parent, has the title, was made by us since the attempt began, holds the blocks we sent, and is
 * <em>not in the table of contents</em>: a note is listed there right after it was made, so what is
 * listed belongs to an earlier command. That keeps two notes of the same title and text apart, also
 * in the same minute, for no call at all as long as nothing fails.
 *
 * @param contents the table of contents that the note will be listed in
 */
public record MakeNote(String parent, String contents, String title, List<Block> blocks) {

  /** What the probe must know of the first attempt. */
  record Intent(String parent, String contents, String title, Fingerprint blocks) {}

  public PageMade once(Notion notion) {
    Intent intent = new Intent(parent, contents, title, Fingerprint.of(blocks));
    return notion
        .effects()
        .once(
            Step.of("create-page", PageMade.class, intent, Late.COMMIT),
            call(notion),
            attempted -> look(notion, attempted));
  }

  private Call<PageMade> call(Notion notion) {
    NewPage page = NewPage.of(Parent.page(parent), title, blocks);
    return token -> {
      try {
        return PageMade.of(notion.api().create(Notion.bearer(token), page), parent);
      } catch (HttpFailure failure) {
        String id = Committed.page(failure).orElseThrow(() -> failure);
        return new PageMade(id, parent, null);
      }
    };
  }

  private Finding<PageMade> look(Notion notion, Attempted<Intent> attempted) {
    Intent intent = attempted.intent();
    Optional<List<StoredBlock>> siblings = notion.allChildren(intent.parent());
    if (siblings.isEmpty()) {
      return new CannotTell<>("The page it was to be in cannot be read any more.");
    }
    OwnWork own = OwnWork.of(notion, attempted);
    List<StoredBlock> namesakes =
        siblings.get().stream()
            .filter(block -> own.has(block) && isTitled(block, intent.title()))
            .toList();
    if (namesakes.isEmpty()) {
      return absent(intent);
    }
    Optional<Entries> entries = Entries.of(notion, intent.contents());
    if (entries.isEmpty()) {
      return new CannotTell<>("The table of contents cannot be read any more.");
    }
    List<StoredBlock> unlisted =
        namesakes.stream().filter(block -> !entries.get().list(block.id())).toList();
    return unlisted.isEmpty() ? absent(intent) : choose(notion, own, intent, unlisted);
  }

  private static Finding<PageMade> choose(
      Notion notion, OwnWork own, Intent intent, List<StoredBlock> candidates) {
    List<StoredBlock> same =
        candidates.stream()
            .filter(page -> content(notion, own, page.id()).equals(Optional.of(intent.blocks())))
            .toList();
    return same.size() == 1
        ? new Happened<>(new PageMade(same.getFirst().id(), intent.parent(), null))
        : new CannotTell<>("There is a page of that title, but we cannot tell whether it is this.");
  }

  /** The call would no longer do what the probe looks for: then it is not made again. */
  private Finding<PageMade> absent(Intent intent) {
    return intent.parent().equals(parent)
        ? new Absent<>()
        : new CannotTell<>("The page it was to be in has changed since.");
  }

  private static Optional<Fingerprint> content(Notion notion, OwnWork own, String page) {
    return notion
        .allChildren(page)
        .map(blocks -> blocks.stream().filter(own::has).map(StoredBlock::content).toList())
        .map(Fingerprint::of);
  }

  static boolean isTitled(StoredBlock block, String title) {
    return block.content() instanceof Block.ChildPage(String name)
        && !block.inTrash()
        && name.strip().equals(title);
  }
}
