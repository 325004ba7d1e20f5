package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Ids;
import dev.errand.sandbox.notion.model.Minutes;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Row;
import dev.errand.sandbox.notion.rules.RowValues;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Pages, blocks and lists as they are answered at 2026-03-11. */
final class Shown {

  private Shown() {}

  static ObjectNode page(Node page) {
    ObjectNode shown = envelope("page", page);
    shown.set("cover", page.cover());
    shown.set("icon", page.icon());
    shown.set("parent", parent(page));
    shown
        .put("in_trash", page.inTrash())
        .put("is_archived", false)
        .put("is_locked", false)
        .set("properties", properties(page));
    return shown
        .put("url", "https://app.notion.com/p/" + Ids.bare(page.id()))
        .putNull("public_url");
  }

  private static ObjectNode properties(Node page) {
    ObjectNode properties = Json.object();
    Row row = page.row();
    if (row != null) {
      row.source()
          .properties()
          .forEach(one -> properties.set(one.name(), RowValues.inPage(one, page)));
      return properties;
    }
    properties
        .putObject("title")
        .put("id", "title")
        .put("type", "title")
        .set("title", page.content().path("title"));
    return properties;
  }

  static ObjectNode block(Node block) {
    ObjectNode shown = envelope("block", block);
    shown.set("parent", parent(block));
    shown
        .put("has_children", block.hasChildren())
        .put("in_trash", block.inTrash())
        .put("type", block.type())
        .set(
            block.type(),
            block.isPage() || block.isDatabase()
                ? Json.object().put("title", block.title())
                : block.content());
    return shown;
  }

  private static ObjectNode envelope(String object, Node node) {
    ObjectNode shown =
        Json.object()
            .put("object", object)
            .put("id", node.id())
            .put("created_time", Minutes.text(node.createdAt()))
            .put("last_edited_time", Minutes.text(node.editedAt()));
    shown.set("created_by", NotionUsers.partial(node.createdBy()));
    shown.set("last_edited_by", NotionUsers.partial(node.editedBy()));
    return shown;
  }

  static ObjectNode parent(Node node) {
    Node parent = node.parent();
    if (node.row() != null) {
      DataSource source = node.row().source();
      return Json.object()
          .put("type", "data_source_id")
          .put("data_source_id", source.id())
          .put("database_id", source.database().id());
    }
    if (parent == null) {
      return Json.object().put("type", "workspace").put("workspace", true);
    }
    String kind = parent.isPage() ? "page_id" : "block_id";
    return Json.object().put("type", kind).put(kind, parent.id());
  }

  /**
   * A page of results.
   *
   * @param type {@code block}, {@code page_or_data_source} or {@code property_item}
   */
  static ObjectNode list(String type, List<ObjectNode> results, @Nullable String nextCursor) {
    ObjectNode list = Json.object().put("object", "list");
    list.putArray("results").addAll(results);
    list.put("next_cursor", nextCursor).put("has_more", nextCursor != null).put("type", type);
    list.putObject(type);
    return list;
  }
}
