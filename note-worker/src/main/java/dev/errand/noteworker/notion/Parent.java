package dev.errand.noteworker.notion;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * What a page, a database or a data source is in. Of a kind that is not known here only {@code
 * type} is there.
 *
 * @param type {@code page_id}, {@code workspace}, {@code data_source_id} or another
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Parent(
    String type,
    @Nullable String pageId,
    @Nullable String dataSourceId,
    @Nullable String databaseId,
    @Nullable Boolean workspace) {

  public static Parent page(String id) {
    return new Parent("page_id", id, null, null, null);
  }

  /** Makes a row. */
  public static Parent dataSource(String id) {
    return new Parent("data_source_id", null, id, null, null);
  }

  /** Makes a private page of the person who connected. Only for OAuth connections. */
  public static Parent root() {
    return new Parent("workspace", null, null, null, true);
  }
}
