package dev.errand.noteworker.notion;

import dev.errand.noteworker.notion.Block.ChildPage;
import dev.errand.noteworker.notion.Block.Code;
import dev.errand.noteworker.notion.Block.Divider;
import dev.errand.noteworker.notion.Block.Other;
import dev.errand.noteworker.notion.Block.PageLink;
import dev.errand.noteworker.notion.Block.Row;
import dev.errand.noteworker.notion.Block.Table;
import dev.errand.noteworker.notion.Block.Text;
import dev.errand.noteworker.notion.Block.ToDo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Blocks as Notion writes them: {@code {"type": T, T: {...}}}. */
final class BlockJson {

  private BlockJson() {}

  /** Only what a request may hold: Notion refuses a field it does not expect. */
  static Map<String, Object> write(Block block) {
    return switch (block) {
      case Text text -> block(text.kind().wireName(), content(text.text(), text.children()));
      case ToDo toDo -> {
        Map<String, Object> content = content(toDo.text(), toDo.children());
        content.put("checked", toDo.checked());
        yield block("to_do", content);
      }
      case Table table ->
          block(
              "table",
              Map.of(
                  "table_width", table.width(),
                  "has_column_header", table.header(),
                  "has_row_header", false,
                  "children", table.children()));
      case Row row -> block("table_row", Map.of("cells", row.cells()));
      case Code code -> {
        Map<String, Object> content = content(code.text(), List.of());
        content.put("language", code.language());
        if (!code.caption().isEmpty()) {
          content.put("caption", code.caption());
        }
        yield block("code", content);
      }
      case Divider() -> block("divider", Map.of());
      case PageLink(String page) ->
          block("link_to_page", Map.of("type", "page_id", "page_id", page));
      case ChildPage _, Other _ -> throw new IllegalArgumentException("Such a block is only read");
    };
  }

  private static Map<String, Object> content(List<RichText> text, List<Block> children) {
    Map<String, Object> content = new LinkedHashMap<>();
    content.put("rich_text", text);
    if (!children.isEmpty()) {
      content.put("children", children);
    }
    return content;
  }

  private static Map<String, Object> block(String type, Map<String, Object> content) {
    Map<String, Object> block = new LinkedHashMap<>();
    block.put("object", "block");
    block.put("type", type);
    block.put(type, content);
    return block;
  }

  static Block read(JsonNode json) {
    String type = json.path("type").asString("unsupported");
    JsonNode content = json.path(type);
    return TextKind.of(type)
        .<Block>map(kind -> new Text(kind, text(content.path("rich_text")), List.of()))
        .orElseGet(() -> readOther(type, content));
  }

  private static Block readOther(String type, JsonNode content) {
    return switch (type) {
      case "to_do" ->
          new ToDo(
              content.path("checked").asBoolean(false), text(content.path("rich_text")), List.of());
      case "code" ->
          new Code(
              content.path("language").asString("plain text"),
              text(content.path("rich_text")),
              text(content.path("caption")));
      case "divider" -> new Divider();
      case "table" ->
          new Table(
              content.path("table_width").asInt(1),
              content.path("has_column_header").asBoolean(false),
              List.of());
      case "table_row" ->
          new Row(content.path("cells").valueStream().map(BlockJson::text).toList());
      case "child_page" -> new ChildPage(content.path("title").asString(""));
      case "link_to_page" -> link(content);
      default -> new Other(type, readable(content), List.of());
    };
  }

  private static Block link(JsonNode content) {
    JsonNode page = content.path("page_id");
    return page.isString()
        ? new PageLink(page.asString())
        : new Other("link_to_page", linked(content), List.of());
  }

  /** Of some kinds text, of others runs. */
  private static String title(JsonNode title) {
    return title.isArray() ? RichText.plain(title) : title.asString("");
  }

  /** As {@code database_id}, and the id. */
  private static String linked(JsonNode content) {
    String type = content.path("type").asString("");
    return (type + " " + content.path(type).asString("")).strip();
  }

  private static List<RichText> text(JsonNode runs) {
    return runs.valueStream().map(RichText::read).toList();
  }

  /** Whatever a person would want to read of a block of an unknown kind. */
  private static String readable(JsonNode content) {
    return Stream.of(
            RichText.plain(text(content.path("rich_text"))),
            RichText.plain(text(content.path("caption"))),
            title(content.path("title")),
            content.path("name").asString(""),
            content.path("expression").asString(""),
            content.path("url").asString(""),
            content.path("external").path("url").asString(""),
            content.path("block_type").asString(""))
        .filter(part -> !part.isBlank())
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
