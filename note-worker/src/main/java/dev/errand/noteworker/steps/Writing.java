package dev.errand.noteworker.steps;

import dev.errand.noteworker.steps.WritePlan.Into;
import dev.errand.noteworker.steps.WritePlan.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends blocks to a page, in as many requests as they need, and remembers which block is the last
 * one there: who appends to a page often pays for one read, not for one a time. Thread-safe.
 */
public final class Writing {

  /** About 300 bytes each. */
  private static final int MOST_PAGES = 20_000;

  /** A page longer than this is not read through for every append. */
  private static final int MOST_TO_READ = 1_000;

  /**
   * The block that was last when we wrote to a page.
   *
   * @param epoch a worker that had the user's commands since may have written behind it
   */
  private record Last(long epoch, String block) {}

  private final Remembered<Last> lastBlocks = new Remembered<>(MOST_PAGES);

  /** To a page whose content somebody else may have written. */
  public void append(Notion notion, String page, WritePlan plan) {
    Optional<String> known =
        lastBlocks
            .get(notion.connection(), page)
            .filter(last -> last.epoch() == notion.context().epoch())
            .map(Last::block);
    write(notion, page, known.orElseGet(() -> lastBlock(notion, page)), plan);
  }

  /** To a page that we have just made and left empty. */
  public void fill(Notion notion, String page, WritePlan plan) {
    write(notion, page, page, plan);
  }

  /** Something else is about to be put at the end of a page. */
  public void forget(Notion notion, String page) {
    lastBlocks.forget(notion.connection(), page);
  }

  private void write(Notion notion, String page, @Nullable String behind, WritePlan plan) {
    Runnable sending = () -> forget(notion, page); // until it is answered
    List<BlocksMade> made = new ArrayList<>();
    Map<Into, String> ends = new HashMap<>();
    for (Request request : plan.requests()) {
      Into into = request.into();
      String parent = parent(page, into, made);
      made.add(
          append(parent, ends.get(into), into instanceof Into.ThePage ? behind : parent, request)
              .once(notion, made.size() + 1, sending));
      ends.put(into, made.getLast().ids().getLast());
    }
    String last = ends.getOrDefault(new Into.ThePage(), behind);
    if (last != null && made.size() <= 1) { // else the user's other order may have come between
      lastBlocks.put(notion.connection(), page, new Last(notion.context().epoch(), last));
    }
  }

  /** Behind what was written there before, or at the end. */
  private static AppendBlocks append(
      String parent, @Nullable String written, @Nullable String last, Request request) {
    return written == null
        ? new AppendBlocks(parent, last, false, request.blocks())
        : new AppendBlocks(parent, written, true, request.blocks());
  }

  private static String parent(String page, Into into, List<BlocksMade> made) {
    return switch (into) {
      case Into.ThePage() -> page;
      case Into.ABlock(int earlier, int position) -> made.get(earlier).ids().get(position);
    };
  }

  private static @Nullable String lastBlock(Notion notion, String page) {
    return notion
        .upTo(MOST_TO_READ, page)
        .map(blocks -> blocks.isEmpty() ? page : blocks.getLast().id())
        .orElse(null);
  }
}
