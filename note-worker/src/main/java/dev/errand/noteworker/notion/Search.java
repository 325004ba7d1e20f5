package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * A search in titles.
 *
 * @param pageSize 1 to 100
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Search(
    String query, @Nullable Filter filter, int pageSize, @Nullable String startCursor) {

  /** Pages only, no data sources. */
  public static Search pages(String query, int pageSize, @Nullable String cursor) {
    return new Search(query, new Filter("object", "page"), pageSize, cursor);
  }

  /** Data sources only, no pages. */
  public static Search dataSources(String query, int pageSize, @Nullable String cursor) {
    return new Search(query, new Filter("object", "data_source"), pageSize, cursor);
  }

  /** Pages and data sources. */
  public static Search all(String query, int pageSize, @Nullable String cursor) {
    return new Search(query, null, pageSize, cursor);
  }

  /** What kind of thing to look for. */
  public record Filter(String property, String value) {}
}
