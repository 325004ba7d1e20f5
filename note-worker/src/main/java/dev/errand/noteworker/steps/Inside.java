package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.noteworker.steps.Former.Old;
import dev.errand.pipeline.OperationStopped;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies inside blocks that are to go into the trash, and would go with them: a page in a
 * column, a toggle or a list is not text to be replaced.
 *
 * <p>It is looked at anew in each run until something was begun: a page may come in while the
 * command waits. After that it is not judged any more what the run before has begun to replace.
 */
public enum Inside {
  NO_PAGE,
  A_PAGE,
  TOO_MUCH;

  /** Almost three times what a user may send in a minute. */
  private static final int MOST_REQUESTS = 500;

  /** Looks, unless the command has begun to change the page. */
  public static Inside of(Notion notion, List<Old> blocks) {
    return notion.begun() ? NO_PAGE : look(notion, blocks);
  }

  private static Inside look(Notion notion, List<Old> blocks) {
    Deque<Todo> todo = new ArrayDeque<>();
    blocks.stream().filter(Old::holder).forEach(block -> todo.add(new Todo(block.id(), null)));
    for (int requests = 0; !todo.isEmpty(); requests++) {
      if (requests == MOST_REQUESTS) {
        return TOO_MUCH;
      }
      Todo next = todo.remove();
      Listed<StoredBlock> part = part(notion, next);
      if (part.results().stream().anyMatch(StoredBlock::isPageOrDatabase)) {
        return A_PAGE;
      }
      part.results().stream()
          .filter(StoredBlock::mayHoldPages)
          .forEach(holder -> todo.add(new Todo(holder.id(), null)));
      if (part.next() != null) {
        todo.add(new Todo(next.block(), part.next()));
      }
    }
    return NO_PAGE;
  }

  private static Listed<StoredBlock> part(Notion notion, Todo todo) {
    try {
      return notion.children(todo.block(), todo.cursor());
    } catch (OperationStopped stopped) {
      if (Notion.gone(stopped)) {
        return new Listed<>(List.of(), null, false);
      }
      throw stopped;
    }
  }

  /** A block whose blocks are still to be read, from a cursor on. */
  private record Todo(String block, @Nullable String cursor) {}
}
