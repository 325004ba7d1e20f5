package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Row;
import dev.errand.sandbox.notion.model.Workspace;
import dev.errand.sandbox.notion.rules.Field;
import dev.errand.sandbox.notion.rules.PropertyValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The part of {@code /pages} that is about rows. */
final class RowsApi {

  private static final String TITLE = "title";

  private final Notion notion;

  RowsApi(Notion notion) {
    this.notion = notion;
  }

  /** Where the row is to be: a data source, or the only one of a database. */
  static DataSource parent(NotionCall call, Field parent) {
    if (parent.at("data_source_id").present()) {
      return call.source(parent.only("type", "data_source_id").at("data_source_id").uuid());
    }
    Node database = call.database(parent.only("type", "database_id").at("database_id").uuid());
    List<DataSource> sources =
        call.connection().workspace().sources().stream()
            .filter(source -> source.database() == database && !source.inTrash())
            .toList();
    if (sources.size() != 1) {
      throw Refusal.notSimulated("rows of a database with several data sources");
    }
    return sources.getFirst();
  }

  Map<String, JsonNode> values(NotionCall call, DataSource source, Field properties) {
    return new PropertyValues(call.richTexts(), call::page, id -> notion.checkUser(call, id))
        .parse(source, properties);
  }

  /** A row whose formulas nobody has computed could not be answered: so it is not made. */
  static void checkAnswerable(DataSource source) {
    if (source.properties().stream()
        .anyMatch(one -> one.type().equals("formula") || one.type().equals("rollup"))) {
      throw Refusal.notSimulated("new rows with a formula or a rollup");
    }
  }

  /** Makes a row of values that were checked. */
  static Node make(
      Workspace workspace,
      DataSource source,
      Map<String, JsonNode> values,
      String by,
      Instant now) {
    ObjectNode content = Node.titled("");
    if (values.get(TITLE) instanceof ArrayNode title) {
      content.set(TITLE, title);
    }
    return workspace.addRow(new Row(source, values), content, by, now);
  }

  /** The page's own content once the row has those values. */
  static ObjectNode changed(Row row, ObjectNode content, Map<String, JsonNode> values) {
    row.put(values);
    return values.get(TITLE) instanceof ArrayNode title ? Json.object().set(TITLE, title) : content;
  }
}
