package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.NewChildren;
import dev.errand.noteworker.notion.NotionApi;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Puts blocks at the end of a page or block, or goes on right behind what it put there before, in
 * one request: all of them or none.
 *
 * <p>After doubt, whatever this connection made there since the attempt began, behind the block
 * that was last before, must be these blocks: one user's commands run one at a time. Nothing there:
 * it was not done. Exactly they: it was. Anything else cannot be decided, and so is neither
 * repeated nor called done.
 *
 * @param behind the last block in the parent before; the parent itself if it was empty; absent if
 *     not known, and then a find cannot be told from an earlier command's same text
 * @param goesOn whether they go right behind that block, whatever came to stand there since: the
 *     user's other order may have gone on while this one waited
 */
public record AppendBlocks(
    String parent, @Nullable String behind, boolean goesOn, List<Block> blocks) {

  /** What the probe must know of the first attempt. */
  record Intent(String parent, @Nullable String behind, Fingerprint blocks) {}

  /**
   * Appends them, or gives what an earlier run appended.
   *
   * @param number of the request within the operation, from 1
   * @param sending told right before the request goes out
   */
  public BlocksMade once(Notion notion, int number, Runnable sending) {
    Intent intent = new Intent(parent, behind, Fingerprint.of(blocks));
    return notion
        .effects()
        .once(
            Step.of("append-" + number, BlocksMade.class, intent, Late.COMMIT),
            call(notion.api(), sending),
            attempted -> look(notion, attempted));
  }

  private Call<BlocksMade> call(NotionApi api, Runnable sending) {
    return token -> {
      sending.run();
      try {
        var made =
            api.append(Notion.bearer(token), parent, new NewChildren(blocks, position())).results();
        return new BlocksMade(made.stream().limit(blocks.size()).map(StoredBlock::id).toList());
      } catch (HttpFailure failure) {
        return new BlocksMade(
            Committed.children(failure, blocks.size()).orElseThrow(() -> failure));
      }
    };
  }

  private @Nullable Position position() {
    return goesOn && behind != null ? Position.after(behind) : null;
  }

  private Finding<BlocksMade> look(Notion notion, Attempted<Intent> attempted) {
    Intent intent = attempted.intent();
    Optional<List<StoredBlock>> all = notion.allChildren(intent.parent());
    if (all.isEmpty()) {
      return new CannotTell<>("The page cannot be read any more, or is too long to look through.");
    }
    int first = first(all.get(), intent);
    OwnWork own = OwnWork.of(notion, attempted);
    List<StoredBlock> ours =
        all.get().stream()
            .skip(Math.max(first, 0))
            .filter(own::has)
            .limit(goesOn ? blocks.size() : Long.MAX_VALUE)
            .toList();
    if (ours.isEmpty()) {
      return new Absent<>();
    }
    Fingerprint found = Fingerprint.of(ours.stream().map(StoredBlock::content).toList());
    return first >= 0 && found.equals(intent.blocks())
        ? new Happened<>(new BlocksMade(ours.stream().map(StoredBlock::id).toList()))
        : new CannotTell<>(
            "Something was added to the page, but we cannot tell whether all of it.");
  }

  /** Where new blocks would begin, or -1 if that is not known. */
  private static int first(List<StoredBlock> all, Intent intent) {
    if (intent.parent().equals(intent.behind())) {
      return 0;
    }
    return IntStream.range(0, all.size())
        .filter(i -> all.get(i).id().equals(intent.behind()))
        .map(i -> i + 1)
        .findFirst()
        .orElse(-1);
  }
}
