package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Position;
import dev.errand.noteworker.steps.Former.Old;
import dev.errand.noteworker.steps.WritePlan.Into;
import dev.errand.noteworker.steps.WritePlan.Request;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Carries out an {@link Edit} of a page.
 *
 * <ol>
 *   <li>First all that is new is added, then what it replaces is put into the trash, block by
 *       block: Notion can erase a page in one call, but not bring it back, and refuses what it
 *       refuses only when it is added. So a person always has one of the two texts, whole.
 *   <li>If Notion refuses a part of the new text, what was added of it is taken away again.
 * </ol>
 *
 * <p>For one run of one operation.
 */
public final class Rewriting {

  private final Notion notion;
  private final String page;
  private final List<BlocksMade> made = new ArrayList<>();
  private final Map<Into, Set<String>> there = new HashMap<>();
  private final Map<Into, String> last = new HashMap<>();

  public Rewriting(Notion notion, String page, Former former) {
    this.notion = notion;
    this.page = page;
    there.put(
        new Into.ThePage(),
        former.blocks().stream().map(Old::id).collect(Collectors.toCollection(HashSet::new)));
  }

  public void carryOut(Edit edit) {
    try {
      WritePlan.of(edit.added()).requests().forEach(request -> add(request, edit.behind()));
    } catch (OperationStopped stopped) {
      if (stopped.failure() instanceof Failure.Refused) {
        made.forEach(blocks -> blocks.ids().forEach(notion::delete));
      }
      throw stopped;
    }
    edit.removed().forEach(old -> notion.delete(old.id()));
  }

  private void add(Request request, @Nullable String behind) {
    Into into = request.into();
    Set<String> before = there.computeIfAbsent(into, none -> new HashSet<>());
    String parent =
        switch (into) {
          case Into.ThePage() -> page;
          case Into.ABlock(int earlier, int position) -> made.get(earlier).ids().get(position);
        };
    BlocksMade blocks =
        new InsertBlocks(parent, position(into, behind), request.blocks(), Set.copyOf(before))
            .once(notion, "insert-" + (made.size() + 1));
    made.add(blocks);
    before.addAll(blocks.ids());
    last.put(into, blocks.ids().getLast());
  }

  private @Nullable Position position(Into into, @Nullable String behind) {
    if (!into.equals(new Into.ThePage())) {
      return null;
    }
    String anchor = last.getOrDefault(into, behind);
    return anchor == null ? Position.start() : Position.after(anchor);
  }
}
