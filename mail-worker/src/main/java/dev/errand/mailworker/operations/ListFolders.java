package dev.errand.mailworker.operations;

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
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code folder.list}: the tree of folders, level by level. It ends at {@link Folders#MAX_FOLDERS}
 * folders, and so after at most that many calls and a few: a folder is asked for its children only
 * if it says that it has some.
 */
public final class ListFolders implements Operation {

  private final GraphMail graph;

  public ListFolders(GraphMail graph) {
    this.graph = graph;
  }

  @Override
  public OperationName name() {
    return MailOperations.FOLDER_LIST;
  }

  @Override
  public Object perform(OperationContext context) {
    ChildFolders children = new ChildFolders(graph, context);
    List<Folders.Folder> found = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Queue<Open> open = new ArrayDeque<>(List.of(new Open(null, null)));
    while (!open.isEmpty() && found.size() < Folders.MAX_FOLDERS) {
      Open next = open.remove();
      ChildFolders.Part part = children.part(next.parent(), next.query());
      for (MailFolder folder : part.folders()) {
        if (known.add(folder.id()) && found.size() < Folders.MAX_FOLDERS) {
          found.add(Told.folder(folder, next.parent()));
          if (folder.hasChildren()) {
            open.add(new Open(folder.id(), null));
          }
        }
      }
      part.next().ifPresent(query -> open.add(new Open(next.parent(), query)));
    }
    return new Folders(found);
  }

  /**
   * Part of the tree that was not read yet.
   *
   * @param parent whose children; absent: the top
   * @param query where its list goes on; absent: at its beginning
   */
  private record Open(@Nullable String parent, @Nullable String query) {}
}
