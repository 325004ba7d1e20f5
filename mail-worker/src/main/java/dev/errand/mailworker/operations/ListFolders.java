package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphBatch;
import dev.errand.mailworker.graph.GraphFolderTree;
import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.MailFolder;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.Folders;
import dev.errand.schemas.mail.MailOperations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code folder.list}: the tree of folders, level by level, twenty lists in one HTTP request. It
 * ends at {@link Folders#MAX_FOLDERS} folders. A folder is asked for its children only if it says
 * that it has some, and of one list no more parts are read than that many folders can have: one
 * that leads to itself ends, too.
 */
public final class ListFolders implements Operation {

  private final GraphMail graph;
  private final GraphFolderTree tree;

  public ListFolders(GraphMail graph, GraphFolderTree tree) {
    this.graph = graph;
    this.tree = tree;
  }

  @Override
  public OperationName name() {
    return MailOperations.FOLDER_LIST;
  }

  @Override
  public Object perform(OperationContext context) {
    List<Folders.Folder> found = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Queue<Open> open = new ArrayDeque<>(List.of(Open.list(null)));
    while (!open.isEmpty() && found.size() < Folders.MAX_FOLDERS) {
      for (Read read : read(context, next(open))) {
        for (MailFolder folder : read.part().folders()) {
          if (known.add(folder.id()) && found.size() < Folders.MAX_FOLDERS) {
            found.add(Told.folder(folder, read.of().parent()));
            if (folder.hasChildren()) {
              open.add(Open.list(folder.id()));
            }
          }
        }
        if (read.of().pages() < ChildFolders.MOST_PAGES) {
          read.part().next().ifPresent(query -> open.add(read.of().on(query)));
        }
      }
    }
    return new Folders(found);
  }

  /** One list, or as many of those that were not begun as fit into one request. */
  private static List<Open> next(Queue<Open> open) {
    List<Open> next = new ArrayList<>();
    do {
      next.add(open.remove());
    } while (next.getLast().isUntouched()
        && next.size() < GraphBatch.MOST
        && isUntouched(open.peek()));
    return next;
  }

  private static boolean isUntouched(@Nullable Open open) {
    return open != null && open.isUntouched();
  }

  private List<Read> read(OperationContext context, List<Open> open) {
    Open first = open.getFirst();
    if (open.size() == 1) {
      ChildFolders children = new ChildFolders(graph, context);
      return List.of(new Read(first, children.part(first.parent(), first.query())));
    }
    List<String> parents =
        open.stream().map(each -> Objects.requireNonNull(each.parent())).toList();
    List<ChildFolders.Part> parts =
        context.call(
            "graph.folder.tree",
            GraphBatch.cost(parents.size()),
            token ->
                tree.children(token, parents).stream()
                    .map(
                        page ->
                            new ChildFolders.Part(page.items(), graph.next(page, "childFolders")))
                    .toList());
    List<Read> read = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      read.add(new Read(open.get(i), parts.get(i)));
    }
    return read;
  }

  /**
   * Part of the tree that was not read yet.
   *
   * @param parent whose children; absent: the top
   * @param query where its list goes on; absent: at its beginning
   * @param pages the how many-th of its list it is, from 1
   */
  private record Open(@Nullable String parent, @Nullable String query, int pages) {

    static Open list(@Nullable String parent) {
      return new Open(parent, null, 1);
    }

    Open on(String next) {
      return new Open(parent, next, pages + 1);
    }

    boolean isUntouched() {
      return parent != null && query == null;
    }
  }

  private record Read(Open of, ChildFolders.Part part) {}
}
