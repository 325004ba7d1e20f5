package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Property;
import dev.errand.sandbox.notion.model.Row;
import dev.errand.sandbox.notion.rules.RowValues;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /pages/{id}/properties/{property}}: one value of a row, all of it. */
final class PropertiesApi {

  private static final Set<String> IN_PARTS = Set.of("title", "rich_text", "people", "relation");

  Answer get(NotionCall call) {
    Node page = call.page(call.id("id", "page_id"));
    Row row = page.row();
    if (row == null) {
      throw Refusal.notSimulated("properties of pages that are no rows");
    }
    String id = call.request().variable("property");
    Property property =
        row.source().properties().stream()
            .filter(one -> one.id().equals(id) || one.shownId().equals(id))
            .findFirst()
            .orElseThrow(() -> call.notFound("property", id));
    if (property.type().equals("rollup")) {
      throw Refusal.notSimulated("all of a rollup");
    }
    JsonNode whole = RowValues.whole(property, page);
    if (!IN_PARTS.contains(property.type())) {
      return Answer.of(item(property, whole));
    }
    Paging.Range range = Paging.ofQuery(call.request().query()).range(whole.size(), page.id());
    List<ObjectNode> items =
        whole
            .valueStream()
            .skip(range.from())
            .limit(range.to() - range.from())
            .map(one -> item(property, one))
            .toList();
    ObjectNode list = Shown.list("property_item", items, range.nextCursor());
    ObjectNode about = RowValues.head(property).putNull("next_url");
    about.putObject(property.type());
    list.set("property_item", about);
    return Answer.of(list);
  }

  private static ObjectNode item(Property property, JsonNode value) {
    ObjectNode item = Json.object().put("object", "property_item");
    item.setAll(RowValues.head(property));
    return item.set(property.type(), value);
  }
}
