package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.DataSource;
import dev.errand.noteworker.notion.Database;
import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.QueriedRows;
import dev.errand.noteworker.notion.RowQuery;
import dev.errand.noteworker.notion.Search;
import dev.errand.pipeline.OperationContext;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** Notion's databases as one run of an operation sees them: reads by name. */
public final class Databases {

  private final DatabasesApi api;
  private final OperationContext context;

  public Databases(DatabasesApi api, OperationContext context) {
    this.api = api;
    this.context = context;
  }

  public Database database(String id) {
    return context.call("notion.database.get", token -> api.database(Notion.bearer(token), id));
  }

  public DataSource dataSource(String id) {
    return context.call(
        "notion.data-source.get", token -> api.dataSource(Notion.bearer(token), id));
  }

  public Listed<DataSource> search(String query, int size, @Nullable String cursor) {
    return context.call(
        "notion.data-source.search",
        token -> api.search(Notion.bearer(token), Search.dataSources(query, size, cursor)));
  }

  public QueriedRows query(String source, RowQuery query) {
    return context.call(
        "notion.rows.query", token -> api.query(Notion.bearer(token), source, query));
  }

  /**
   * A hundred references of a value.
   *
   * @param property its id as Notion answers it: encoded for an address already
   */
  public Listed<JsonNode> property(String page, String property, @Nullable String cursor) {
    String id = UriUtils.decode(property, StandardCharsets.UTF_8);
    return context.call(
        "notion.property.get",
        token -> api.property(Notion.bearer(token), page, id, NotionApi.MOST_IN_A_LIST, cursor));
  }

  public OperationContext context() {
    return context;
  }
}
