package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.MailFolder;
import dev.errand.mailworker.graph.Page;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.Folders;
import dev.errand.schemas.mail.MailOperations;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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
    List<Folders.Folder> found = new ArrayList<>();
    Set<String> known = new HashSet<>();
    Queue<Part> open = new ArrayDeque<>(List.of(new Part(null, null)));
    while (!open.isEmpty() && found.size() < Folders.MAX_FOLDERS) {
      Part part = open.remove();
      Answer answer = context.call("graph.folder.list", token -> ask(token, part));
      for (MailFolder folder : answer.folders()) {
        if (known.add(folder.id()) && found.size() < Folders.MAX_FOLDERS) {
          found.add(Told.folder(folder, part.parent()));
          if (folder.hasChildren()) {
            open.add(new Part(folder.id(), null));
          }
        }
      }
      answer.next().ifPresent(query -> open.add(new Part(part.parent(), query)));
    }
    return new Folders(found);
  }

  private Answer ask(AccessToken token, Part part) {
    Page<MailFolder> page = page(token, part.parent(), part.query());
    String list = part.parent() == null ? "mailFolders" : "childFolders";
    return new Answer(page.items(), graph.next(page, list));
  }

  private Page<MailFolder> page(
      AccessToken token, @Nullable String parent, @Nullable String query) {
    if (parent == null) {
      return query == null ? graph.folders(token) : graph.moreFolders(token, query);
    }
    return query == null
        ? graph.childFolders(token, parent)
        : graph.moreChildFolders(token, parent, query);
  }

  /**
   * Part of the tree that was not read yet.
   *
   * @param parent whose children; absent: the top
   * @param query where its list goes on; absent: at its beginning
   */
  private record Part(@Nullable String parent, @Nullable String query) {}

  private record Answer(List<MailFolder> folders, Optional<String> next) {}
}
