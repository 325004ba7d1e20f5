package dev.errand.mailworker.operations;

import dev.errand.mailworker.graph.GraphMail;
import dev.errand.mailworker.graph.MailFolder;
import dev.errand.mailworker.graph.Page;
import dev.errand.pipeline.AccessToken;
import dev.errand.pipeline.OperationContext;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the folders of one parent, a page at a time. */
final class ChildFolders {

  /** At a hundred folders each. */
  static final int MOST_PAGES = 20;

  private final GraphMail graph;
  private final OperationContext context;

  ChildFolders(GraphMail graph, OperationContext context) {
    this.graph = graph;
    this.context = context;
  }

  /** The one of that name, whatever its case: no two of one parent have the same. */
  Optional<MailFolder> named(@Nullable String parent, String name) {
    Optional<String> query = Optional.empty();
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      Part part = part(parent, query.orElse(null));
      Optional<MailFolder> found =
          part.folders().stream()
              .filter(folder -> name.equalsIgnoreCase(folder.displayName()))
              .findFirst();
      query = part.next();
      if (found.isPresent() || query.isEmpty()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Part of them.
   *
   * @param parent whose children; absent: those at the top
   * @param query where the list goes on; absent: at its beginning
   */
  Part part(@Nullable String parent, @Nullable String query) {
    return context.call(
        "graph.folder.list",
        token -> {
          Page<MailFolder> page = page(token, parent, query);
          String list = parent == null ? "mailFolders" : "childFolders";
          return new Part(page.items(), graph.next(page, list));
        });
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
   * Folders, and where the list goes on.
   *
   * @param next empty at its end
   */
  record Part(List<MailFolder> folders, Optional<String> next) {}
}
