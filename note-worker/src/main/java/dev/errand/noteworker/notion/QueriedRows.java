package dev.errand.noteworker.notion;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * Some rows of a query.
 *
 * @param nextCursor where it goes on; opaque
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record QueriedRows(
    List<StoredRow> results,
    @Nullable String nextCursor,
    Boolean hasMore,
    @Nullable RequestStatus requestStatus) {

  public QueriedRows {
    results = results == null ? List.of() : List.copyOf(results);
    hasMore = Boolean.TRUE.equals(hasMore);
  }

  /** The cursor of the next part, if there is one. */
  public @Nullable String next() {
    return hasMore ? nextCursor : null;
  }

  /**
   * Whether Notion stopped at its most rows for one query, 10,000. Source:
   * https://developers.notion.com/reference/query-a-data-source, 2026-10.
   */
  public boolean incomplete() {
    return requestStatus != null && "incomplete".equals(requestStatus.type());
  }

  /** What Notion says of the query. */
  public record RequestStatus(@Nullable String type) {}
}
