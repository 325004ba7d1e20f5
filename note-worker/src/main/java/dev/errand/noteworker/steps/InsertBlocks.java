package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NewChildren;
import dev.errand.noteworker.notion.Position;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts blocks among others of a page or block, in one request: all of them or none.
 *
 * <p>After doubt, whatever this connection made there since the attempt began, and that was not
 * there before, must be these blocks. None: it was not done. Exactly they: it was. Anything else
 * cannot be decided.
 *
 * @param position absent: at the end
 * @param before the ids of what was there before; the same in every run
 */
public record InsertBlocks(
    String parent, @Nullable Position position, List<Block> blocks, Set<String> before) {

  /** What the probe must know of the first attempt. */
  record Intent(String parent, Fingerprint blocks) {}

  /**
   * Puts them there, or gives what an earlier run did.
   *
   * @param step unique within the operation
   */
  public BlocksMade once(Notion notion, String step) {
    return notion
        .effects()
        .once(
            Step.of(
                step, BlocksMade.class, new Intent(parent, Fingerprint.of(blocks)), Late.COMMIT),
            call(notion, parent, position, blocks),
            attempted -> look(notion, attempted));
  }

  /** Behind an anchor Notion answers the new blocks and then all that follow them. */
  static Call<BlocksMade> call(
      Notion notion, String parent, @Nullable Position position, List<Block> blocks) {
    return token -> {
      try {
        var made =
            notion
                .api()
                .append(Notion.bearer(token), parent, new NewChildren(blocks, position))
                .results();
        return new BlocksMade(made.stream().limit(blocks.size()).map(StoredBlock::id).toList());
      } catch (HttpFailure failure) {
        return new BlocksMade(
            Committed.children(failure, blocks.size()).orElseThrow(() -> failure));
      }
    };
  }

  private Finding<BlocksMade> look(Notion notion, Attempted<Intent> attempted) {
    Intent intent = attempted.intent();
    Optional<List<StoredBlock>> all = notion.allChildren(intent.parent());
    if (all.isEmpty()) {
      return new CannotTell<>("The page cannot be read any more, or is too long to look through.");
    }
    OwnWork own = OwnWork.of(notion, attempted);
    List<StoredBlock> ours =
        all.get().stream().filter(block -> !before.contains(block.id()) && own.has(block)).toList();
    if (ours.isEmpty()) {
      return new Absent<>();
    }
    return Fingerprint.of(ours.stream().map(StoredBlock::content).toList()).equals(intent.blocks())
        ? new Happened<>(new BlocksMade(ours.stream().map(StoredBlock::id).toList()))
        : new CannotTell<>(
            "Something was added to the page, but we cannot tell whether all of it.");
  }
}
