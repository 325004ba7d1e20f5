package dev.errand.sandbox.notion;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Row;
import dev.errand.sandbox.notion.model.Workspace;
import dev.errand.sandbox.notion.rules.Blocks;
import dev.errand.sandbox.notion.rules.Draft;
import dev.errand.sandbox.notion.rules.Field;
import dev.errand.sandbox.notion.rules.RichTexts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code /pages}. */
final class PagesApi {

  private static final Set<String> CREATE_KEYS =
      Set.of(
          "parent",
          "properties",
          "icon",
          "cover",
          "children",
          "content",
          "markdown",
          "template",
          "position",
          "allow_async");
  private static final Set<String> UPDATE_KEYS =
      Set.of(
          "properties",
          "icon",
          "cover",
          "in_trash",
          "is_archived",
          "is_locked",
          "template",
          "erase_content");

  private final Notion notion;
  private final RowsApi rows;

  PagesApi(Notion notion) {
    this.notion = notion;
    this.rows = new RowsApi(notion);
  }

  Answer create(NotionCall call) {
    Field body = Field.body(call.body()).only(CREATE_KEYS);
    notSimulated(body, "markdown", "template", "position", "allow_async");
    DataSource source = source(call, body.at("parent"));
    if (source != null) {
      RowsApi.checkAnswerable(source);
    }
    Node parent = source == null ? parent(call, body.at("parent")) : source.database();
    RichTexts richTexts = call.richTexts();
    Map<String, JsonNode> values =
        source == null ? Map.of() : rows.values(call, source, body.at("properties"));
    ObjectNode content =
        source == null ? title(body.at("properties"), richTexts, null) : Node.titled("");
    Field children = body.at("children").present() ? body.at("children") : body.at("content");
    List<Draft> drafts = children.present() ? new Blocks(richTexts).children(children) : List.of();
    Decoration decoration = Decoration.of(body);
    if (source == null ? parent != null && parent.inTrash() : source.inTrash()) {
      throw Refusal.archived();
    }

    Workspace workspace = call.connection().workspace();
    Node page =
        source == null
            ? workspace.addPage(parent, content, call.bot(), call.now())
            : RowsApi.make(workspace, source, values, call.bot(), call.now());
    page.decorate(decoration.icon(), decoration.cover());
    call.grow(page, null, drafts, false);
    if (parent == null) {
      call.connection().share(page.id());
    }
    workspace.reindex(page, notion.searchLag(), call.now());
    return Answer.of(Shown.page(page)).changed("page", page.id());
  }

  private static @Nullable DataSource source(NotionCall call, Field parent) {
    boolean row = parent.at("database_id").present() || parent.at("data_source_id").present();
    return row ? RowsApi.parent(call, parent) : null;
  }

  private static @Nullable Node parent(NotionCall call, Field parent) {
    if (!parent.given() || parent.at("workspace").present()) {
      return null;
    }
    return call.page(parent.only("type", "page_id").at("page_id").uuid());
  }

  /** Under a page the only property is the title, given as {@code [..]} or {@code {title:[..]}}. */
  private static ObjectNode title(
      Field properties, RichTexts richTexts, @Nullable ObjectNode current) {
    ObjectNode content = current == null ? Node.titled("") : current.deepCopy();
    if (!properties.present()) {
      return content;
    }
    for (String name : properties.object().value().propertyNames()) {
      if (!name.equals("title")) {
        throw Refusal.validation(name + " is not a property that exists.");
      }
      Field title = properties.at("title");
      Field parts =
          title.value().isArray()
              ? title
              : title.only("id", "type", "title", "has_more").at("title");
      content.set("title", richTexts.parse(parts));
    }
    return content;
  }

  Answer get(NotionCall call) {
    return Answer.of(Shown.page(call.page(call.id("id", "page_id"))));
  }

  Answer update(NotionCall call) {
    Node page = call.page(call.id("id", "page_id"));
    Field body = Field.body(call.body()).only(UPDATE_KEYS);
    notSimulated(body, "is_archived", "is_locked", "template", "erase_content");
    Row row = page.row();
    Map<String, JsonNode> values =
        row == null ? Map.of() : rows.values(call, row.source(), body.at("properties"));
    ObjectNode titled =
        row == null
            ? title(body.at("properties"), call.richTexts(), page.content())
            : page.content();
    Decoration decoration = Decoration.of(body);
    boolean toTrash = body.at("in_trash").bool(page.trashed());
    call.checkEditable(page, toTrash);
    ObjectNode content = row == null ? titled : RowsApi.changed(row, titled, values);

    boolean trashChanged = toTrash != page.trashed();
    page.trash(toTrash, call.bot(), call.now());
    page.edit(content, call.bot(), call.now());
    page.decorate(decoration.icon(), decoration.cover());
    call.reindexed(page, trashChanged, notion.searchLag());
    String kind = !trashChanged ? "page.updated" : toTrash ? "page.trashed" : "page.restored";
    return Answer.of(Shown.page(page)).changed(kind, page.id());
  }

  /**
   * Into another page. That a page cannot go where it is already was reported; that it cannot go
   * into itself is what follows from a tree.
   */
  Answer move(NotionCall call) {
    Node page = call.page(call.id("id", "page_id"));
    Field target = Field.body(call.body()).only("parent").at("parent").object();
    if (target.at("data_source_id").present()) {
      throw Refusal.notSimulated("moves into databases");
    }
    Node parent = call.page(target.only("type", "page_id").at("page_id").uuid());
    call.checkEditable(page, page.trashed());
    call.checkEditable(parent, parent.trashed());
    if (parent == page.parent()) {
      throw Refusal.validation("The page is already in this parent.");
    }
    if (parent.isWithin(page)) {
      throw Refusal.validation("A page cannot be moved into itself.");
    }
    page.moveTo(parent, call.bot(), call.now());
    return Answer.of(Shown.page(page)).changed("page.moved", page.id());
  }

  private static void notSimulated(Field body, String... names) {
    for (String name : names) {
      if (body.at(name).present()) {
        throw Refusal.notSimulated("body." + name);
      }
    }
  }

  /** Icon and cover, null where nothing was sent. */
  private record Decoration(@Nullable JsonNode icon, @Nullable JsonNode cover) {

    static Decoration of(Field body) {
      return new Decoration(one(body.at("icon")), one(body.at("cover")));
    }

    private static @Nullable JsonNode one(Field field) {
      if (!field.present()) {
        return null;
      }
      return field.given() ? field.object().value() : Json.object().nullNode();
    }
  }
}
