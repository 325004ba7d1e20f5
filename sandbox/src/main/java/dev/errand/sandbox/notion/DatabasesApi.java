package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Property;
import dev.errand.sandbox.notion.model.Workspace;
import dev.errand.sandbox.notion.rules.Field;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;

/** {@code /databases}: each is made with one data source, as at Notion. */
final class DatabasesApi {

  private static final Set<String> CREATE_KEYS =
      Set.of("parent", "title", "description", "is_inline", "initial_data_source", "icon", "cover");

  Answer create(NotionCall call) {
    Field body = Field.body(call.body()).only(CREATE_KEYS);
    for (String name : List.of("description", "icon", "cover")) {
      if (body.at(name).present()) {
        throw Refusal.notSimulated("body." + name + " of a database");
      }
    }
    Node parent = parent(call, body.at("parent"));
    ArrayNode title =
        body.at("title").present() ? call.richTexts().parse(body.at("title")) : Json.array();
    body.at("is_inline").bool(false);
    Field initial = body.at("initial_data_source");
    List<Property> properties =
        call.propertyConfigs()
            .parse(initial.present() ? initial.only("properties").at("properties") : initial);
    if (parent != null && parent.inTrash()) {
      throw Refusal.archived();
    }
    Workspace workspace = call.connection().workspace();
    Node database =
        workspace.addDatabase(parent, Json.object().set("title", title), call.bot(), call.now());
    DataSource source = new DataSource(database, title, properties, call.bot(), call.now());
    workspace.add(source);
    workspace.index(source, call.now());
    if (parent == null) {
      call.connection().share(database.id());
    }
    return Answer.of(ShownData.database(workspace, database)).changed("database", database.id());
  }

  private static @Nullable Node parent(NotionCall call, Field parent) {
    String type = parent.object().at("type").oneOf(Set.of("page_id", "workspace"));
    parent.only("type", type);
    return type.equals("workspace") ? null : call.page(parent.at("page_id").uuid());
  }

  Answer get(NotionCall call) {
    Node database = call.database(call.id("id", "database_id"));
    return Answer.of(ShownData.database(call.connection().workspace(), database));
  }
}
