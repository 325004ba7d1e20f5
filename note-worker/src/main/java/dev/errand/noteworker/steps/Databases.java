package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.ChangedRow;
import dev.errand.noteworker.notion.DataSource;
import dev.errand.noteworker.notion.Database;
import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.notion.QueriedRows;
import dev.errand.noteworker.notion.RowQuery;
import dev.errand.noteworker.notion.Search;
import dev.errand.noteworker.notion.StoredRow;
import dev.errand.pipeline.OperationContext;
import dev.errand.pipeline.OperationStopped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/** Notion's databases as one run of an operation sees them: what may be repeated, by name. */
public final class Databases {

  /** Ten requests: what a user makes in six minutes. */
  private static final int MOST_ROWS = 1_000;

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

  /** All rows made since then; empty if the data source is gone, or there are too many. */
  Optional<List<StoredRow>> rowsSince(String source, Instant time) {
    List<StoredRow> rows = new ArrayList<>();
    String cursor = null;
    try {
      do {
        QueriedRows part = query(source, RowQuery.since(time, cursor));
        rows.addAll(part.results());
        cursor = part.next();
      } while (cursor != null && rows.size() < MOST_ROWS);
    } catch (OperationStopped stopped) {
      if (Notion.gone(stopped)) {
        return Optional.empty();
      }
      throw stopped;
    }
    return cursor == null ? Optional.of(rows) : Optional.empty();
  }

  /** Sets values; those that are not named stay as they are. */
  public StoredRow change(String row, Map<String, Object> properties) {
    ChangedRow changed = new ChangedRow(properties);
    return context.call(
        "notion.row.update", token -> api.change(Notion.bearer(token), row, changed));
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

  DatabasesApi api() {
    return api;
  }

  public OperationContext context() {
    return context;
  }
}
