package dev.errand.schemas.database;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Input of {@code database.query}: of a database with one data source, or of a data source.
 *
 * @param filter in Notion's own words
 * @param limit 1 to 100; absent: 50
 * @param cursor from an earlier answer
 */
public record DatabaseQuery(
    @Nullable String database,
    @Nullable String dataSource,
    @Nullable JsonNode filter,
    @Nullable List<Sort> sorts,
    @Nullable Integer limit,
    @Nullable String cursor) {

  public DatabaseQuery {
    sorts = sorts == null ? null : List.copyOf(sorts);
  }

  /** By a property, or by a time of the row itself. */
  public record Sort(
      @Nullable String property, @Nullable Timestamp timestamp, Direction direction) {}

  /** A time that every row has. */
  public enum Timestamp {
    @JsonProperty("created_time")
    CREATED_TIME,
    @JsonProperty("last_edited_time")
    LAST_EDITED_TIME
  }

  /** Which way. */
  public enum Direction {
    @JsonProperty("ascending")
    ASCENDING,
    @JsonProperty("descending")
    DESCENDING
  }
}
