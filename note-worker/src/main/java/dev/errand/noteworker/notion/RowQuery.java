package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A query for rows.
 *
 * @param filter as Notion defines it
 * @param sorts as Notion defines them
 * @param pageSize 1 to 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record RowQuery(
    @Nullable Object filter, @Nullable List<?> sorts, int pageSize, @Nullable String startCursor) {

  private static final String CREATED = "created_time";

  /** The newest rows. */
  public static RowQuery newest() {
    return new RowQuery(null, List.of(byCreation("descending")), NotionApi.MOST_IN_A_LIST, null);
  }

  /** Rows made since then, the oldest first. */
  public static RowQuery since(Instant time, @Nullable String cursor) {
    Object filter = Map.of("timestamp", CREATED, CREATED, Map.of("on_or_after", time.toString()));
    return new RowQuery(filter, List.of(byCreation("ascending")), NotionApi.MOST_IN_A_LIST, cursor);
  }

  private static Map<String, String> byCreation(String direction) {
    return Map.of("timestamp", CREATED, "direction", direction);
  }

  public RowQuery sized(int size) {
    return new RowQuery(filter, sorts, size, startCursor);
  }
}
