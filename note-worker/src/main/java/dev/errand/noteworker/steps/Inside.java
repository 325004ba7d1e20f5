package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.noteworker.steps.Former.Old;
import dev.errand.pipeline.Finding;
import dev.errand.pipeline.OperationStopped;
import dev.errand.pipeline.Step;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies inside blocks that are to go into the trash, and would go with them: a page in a
 * column, a toggle or a list is not text to be replaced.
 *
 * <p>Each list that is read is written down as the output of a step, so that a run after a crash
 * does not judge anew what the run before has begun to remove.
 */
public enum Inside {
  NO_PAGE,
  A_PAGE,
  TOO_MUCH;

  /** Almost three times what a user may send in a minute. */
  private static final int MOST_REQUESTS = 500;

  /** Looks, or gives what an earlier run saw. */
  public static Inside once(Notion notion, List<Old> blocks) {
    Deque<Todo> todo = new ArrayDeque<>();
    blocks.stream().filter(Old::holder).forEach(block -> todo.add(new Todo(block.id(), null)));
    for (int number = 1; !todo.isEmpty(); number++) {
      if (number > MOST_REQUESTS) {
        return TOO_MUCH;
      }
      Todo next = todo.remove();
      Part part = part(notion, next, number);
      if (part.page()) {
        return A_PAGE;
      }
      part.holders().forEach(holder -> todo.add(new Todo(holder, null)));
      if (part.next() != null) {
        todo.add(new Todo(next.block(), part.next()));
      }
    }
    return NO_PAGE;
  }

  private static Part part(Notion notion, Todo todo, int number) {
    try {
      return notion
          .effects()
          .once(
              Step.of("look-inside-" + number, Part.class, todo, Duration.ZERO).preparing(),
              token ->
                  Part.of(
                      notion
                          .api()
                          .children(
                              Notion.bearer(token),
                              todo.block(),
                              NotionApi.MOST_IN_A_LIST,
                              todo.cursor())),
              attempted -> new Finding.Absent<>());
    } catch (OperationStopped stopped) {
      if (Notion.gone(stopped)) {
        return Part.NOTHING;
      }
      throw stopped;
    }
  }

  /** A block whose blocks are still to be read, from a cursor on. */
  record Todo(String block, @Nullable String cursor) {}

  /**
   * Up to a hundred blocks in a block.
   *
   * @param page whether one of them is a page or a database
   * @param holders the ids of those that hold others
   * @param next where the list goes on
   */
  record Part(boolean page, List<String> holders, @Nullable String next) {

    static final Part NOTHING = new Part(false, List.of(), null);

    Part {
      holders = List.copyOf(holders);
    }

    static Part of(Listed<StoredBlock> listed) {
      return new Part(
          listed.results().stream().anyMatch(StoredBlock::isPageOrDatabase),
          listed.results().stream().filter(StoredBlock::mayHoldPages).map(StoredBlock::id).toList(),
          listed.next());
    }
  }
}
