package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.QueriedRows;
import dev.errand.noteworker.notion.RowQuery;
import dev.errand.noteworker.steps.Databases;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.database.DatabaseQuery;
import dev.errand.schemas.database.DatabaseQuery.Sort;
import dev.errand.schemas.database.RowsFound;
import dev.errand.schemas.database.RowsFound.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code database.query}: rows with their values.
 *
 * <p>A filter is Notion's own, checked by our schema and passed on. Where the rows asked for are
 * too large for one result, Notion is asked once more for as many as fit, so that the cursor is
 * Notion's and leads to the first row that is not here.
 */
public final class QueryDatabase implements Operation {

  private static final int USUAL = 50;

  private final DatabasesApi api;
  private final DataSources dataSources;

  public QueryDatabase(DatabasesApi api, DataSources dataSources) {
    this.api = api;
    this.dataSources = dataSources;
  }

  @Override
  public OperationName name() {
    return DatabaseOperations.DATABASE_QUERY;
  }

  @Override
  public Object perform(OperationContext context) {
    DatabaseQuery input = context.input(DatabaseQuery.class);
    int limit = Invalid.unlessLimit(input.limit(), USUAL);
    RowQuery query = new RowQuery(input.filter(), sorts(input.sorts()), limit, input.cursor());
    Databases databases = new Databases(api, context);
    return dataSources.in(
        databases, input.database(), input.dataSource(), source -> found(databases, source, query));
  }

  private static @Nullable List<JsonNode> sorts(@Nullable List<Sort> sorts) {
    return sorts == null
        ? null
        : sorts.stream().<JsonNode>map(WireJson.mapper()::valueToTree).toList();
  }

  private static RowsFound found(Databases databases, String source, RowQuery query) {
    RowValues values = new RowValues(databases);
    QueriedRows part = databases.query(source, query);
    List<Row> rows = fitting(part, values);
    while (rows.size() < part.results().size()) {
      part = databases.query(source, query.sized(Math.max(1, rows.size())));
      rows = fitting(part, values);
    }
    return new RowsFound(source, rows, part.next(), part.incomplete());
  }

  private static List<Row> fitting(QueriedRows part, RowValues values) {
    ResultRoom room = ResultRoom.ofResult();
    return part.results().stream().map(values::row).takeWhile(room::take).toList();
  }
}
