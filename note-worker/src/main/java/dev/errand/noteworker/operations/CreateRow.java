package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.notion.NotionApi;
import dev.errand.noteworker.properties.ReadWire;
import dev.errand.noteworker.properties.Value;
import dev.errand.noteworker.properties.WriteNotion;
import dev.errand.noteworker.steps.Databases;
import dev.errand.noteworker.steps.Notion;
import dev.errand.noteworker.steps.RowMade;
import dev.errand.noteworker.steps.Rows;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.database.RowCreate;
import dev.errand.schemas.database.RowCreated;
import java.util.Map;
import java.util.Objects;

/** {@code row.create}: a row with its values, in one request. */
public final class CreateRow implements Operation {

  private final NotionApi api;
  private final DatabasesApi databasesApi;
  private final DataSources dataSources;
  private final Rows rows;

  public CreateRow(NotionApi api, DatabasesApi databasesApi, DataSources dataSources, Rows rows) {
    this.api = api;
    this.databasesApi = databasesApi;
    this.dataSources = dataSources;
    this.rows = rows;
  }

  @Override
  public OperationName name() {
    return DatabaseOperations.ROW_CREATE;
  }

  @Override
  public Object perform(OperationContext context) {
    RowCreate input = context.input(RowCreate.class);
    Map<String, Value> values = ReadWire.values(input.values());
    Map<String, Object> properties = WriteNotion.properties(values);
    Notion notion = new Notion(api, context);
    Databases databases = new Databases(databasesApi, context);
    RowMade made =
        dataSources.in(
            databases,
            input.database(),
            input.dataSource(),
            source -> rows.make(notion, databases, source, title(values), properties));
    String url =
        made.url() != null
            ? made.url()
            : Objects.requireNonNullElse(notion.page(made.id()).url(), "");
    return new RowCreated(made.id(), url, made.source());
  }

  private static String title(Map<String, Value> values) {
    return values.values().stream()
        .filter(value -> value instanceof Value.Text && value.type().equals("title"))
        .map(value -> ((Value.Text) value).text())
        .findFirst()
        .orElse("");
  }
}
