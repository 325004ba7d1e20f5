package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.DataSource;
import dev.errand.noteworker.notion.Database.Reference;
import dev.errand.noteworker.notion.DatabasesApi;
import dev.errand.noteworker.steps.Databases;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.database.DatabaseColumns;
import dev.errand.schemas.database.DatabaseColumns.Column;
import dev.errand.schemas.database.DatabaseColumns.Source;
import dev.errand.schemas.database.DatabaseOperations;
import dev.errand.schemas.database.DatabaseSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code database.schema}: the properties of a database, or of one data source. */
public final class ReadSchema implements Operation {

  private static final Set<String> WRITABLE =
      Set.of(
          "title",
          "rich_text",
          "number",
          "select",
          "multi_select",
          "status",
          "date",
          "people",
          "files",
          "checkbox",
          "url",
          "email",
          "phone_number",
          "relation");

  private final DatabasesApi api;

  public ReadSchema(DatabasesApi api) {
    this.api = api;
  }

  @Override
  public OperationName name() {
    return DatabaseOperations.DATABASE_SCHEMA;
  }

  @Override
  public Object perform(OperationContext context) {
    DatabaseSchema input = context.input(DatabaseSchema.class);
    Databases databases = new Databases(api, context);
    if (input.dataSource() != null) {
      DataSource source = databases.dataSource(Invalid.unlessDatabaseId(input.dataSource()));
      return new DatabaseColumns(source.database(), List.of(shown(source)));
    }
    String id =
        Invalid.unlessDatabaseId(Objects.requireNonNullElse(input.database(), "neither of them"));
    return new DatabaseColumns(
        id,
        databases.database(id).dataSources().stream()
            .limit(DatabaseColumns.MAX_SOURCES)
            .map(Reference::id)
            .map(databases::dataSource)
            .map(ReadSchema::shown)
            .toList());
  }

  private static Source shown(DataSource source) {
    Map<String, JsonNode> properties =
        Objects.requireNonNullElse(source.properties(), Map.<String, JsonNode>of());
    return new Source(
        source.id(),
        source.plainTitle(),
        Objects.requireNonNullElse(source.url(), ""),
        source.inTrash(),
        properties.entrySet().stream()
            .limit(DatabaseColumns.MAX_PROPERTIES)
            .map(one -> column(one.getKey(), one.getValue()))
            .toList());
  }

  private static Column column(String name, JsonNode property) {
    String type = property.path("type").asString("unknown");
    JsonNode config = property.path(type);
    return new Column(
        name,
        type,
        WRITABLE.contains(type),
        options(config.path("options")),
        config.path("data_source_id").asString(null),
        config.path("format").asString(null));
  }

  private static @Nullable List<String> options(JsonNode options) {
    return options.isArray()
        ? options
            .valueStream()
            .limit(DatabaseColumns.MAX_OPTIONS)
            .map(option -> option.path("name").asString(""))
            .toList()
        : null;
  }
}
