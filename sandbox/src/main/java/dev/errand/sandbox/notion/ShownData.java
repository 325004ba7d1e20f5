package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Ids;
import dev.errand.sandbox.notion.model.Minutes;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Property;
import dev.errand.sandbox.notion.model.Workspace;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Databases and data sources as they are answered at 2026-03-11. */
final class ShownData {

  /** Of a database alone the times are not floored to the minute (117 of 117 recorded). */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);

  private ShownData() {}

  static ObjectNode database(Workspace workspace, Node database) {
    ObjectNode shown = Json.object().put("object", "database").put("id", database.id());
    shown.set("title", database.content().path("title"));
    shown.putArray("description");
    shown.set("parent", Shown.parent(database));
    shown
        .put("is_inline", false)
        .put("in_trash", database.inTrash())
        .put("is_locked", false)
        .put("created_time", time(database.createdAt()))
        .put("last_edited_time", time(database.editedAt()));
    ArrayNode sources = shown.putArray("data_sources");
    workspace.sources().stream()
        .filter(
            source -> source.database() == database && !(source.inTrash() && !database.inTrash()))
        .forEach(
            source ->
                sources.addObject().put("id", source.id()).put("name", Node.plain(source.title())));
    return shown.putNull("icon").putNull("cover").put("url", url(database)).putNull("public_url");
  }

  private static String time(Instant time) {
    return TIME.format(time);
  }

  private static String url(Node database) {
    return "https://app.notion.com/p/" + Ids.bare(database.id());
  }

  static ObjectNode source(DataSource source) {
    Node database = source.database();
    ObjectNode shown = Json.object().put("object", "data_source").put("id", source.id());
    shown.set("title", source.title());
    shown.putArray("description");
    shown.putObject("parent").put("type", "database_id").put("database_id", database.id());
    shown.set("database_parent", Shown.parent(database));
    shown
        .put("is_inline", false)
        .put("in_trash", source.inTrash())
        .put("created_time", Minutes.text(source.createdAt()))
        .put("last_edited_time", Minutes.text(database.editedAt()));
    shown.set("created_by", NotionUsers.partial(source.createdBy()));
    shown.set("last_edited_by", NotionUsers.partial(database.editedBy()));
    ObjectNode properties = shown.putObject("properties");
    source.properties().forEach(one -> properties.set(one.name(), property(one)));
    return shown.putNull("icon").putNull("cover").put("url", url(database)).putNull("public_url");
  }

  private static ObjectNode property(Property property) {
    return Json.object()
        .put("id", property.shownId())
        .put("name", property.name())
        .putNull("description")
        .put("type", property.type())
        .set(property.type(), property.config());
  }
}
