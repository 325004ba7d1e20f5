package dev.errand.schemas.database;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Output of {@code database.query}; a cursor where there is more.
 *
 * @param incomplete whether Notion has more rows than it gives for one query
 */
public record RowsFound(
    String dataSource, List<Row> rows, @Nullable String cursor, boolean incomplete) {

  public RowsFound {
    rows = List.copyOf(rows);
  }

  /**
   * One row.
   *
   * @param values by property
   * @param cut properties of which not all is here
   */
  public record Row(
      String page, String url, Instant editedAt, JsonNode values, @Nullable List<String> cut) {

    public static final int MAX_TEXT = 10_000;
    public static final int MAX_REFERENCES = 500;
    public static final int MAX_NAME = 200;
    public static final int MAX_CUT = 100;

    public Row {
      cut = cut == null ? null : List.copyOf(cut);
    }
  }
}
