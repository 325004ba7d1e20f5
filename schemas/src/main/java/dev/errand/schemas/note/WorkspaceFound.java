package dev.errand.schemas.note;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Output of {@code workspace.search}; a cursor where there is more. */
public record WorkspaceFound(List<Item> items, @Nullable String cursor) {

  public WorkspaceFound {
    items = List.copyOf(items);
  }

  /**
   * One page or database whose title matches.
   *
   * @param source of a database: its data source, where its rows are
   */
  public record Item(
      String id,
      WorkspaceKind kind,
      @Nullable String source,
      String url,
      String title,
      Instant editedAt) {}
}
