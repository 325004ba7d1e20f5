package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.http.Json;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/** The types of block, what each takes, and how it will be answered. */
final class BlockTypes {

  private static final int MAX_URL = 2000;
  private static final int MAX_EQUATION = 1000;

  private static final Map<String, BlockType> ALL = all();

  private BlockTypes() {}

  private static Map<String, BlockType> all() {
    Map<String, BlockType> all = new TreeMap<>();
    all.put("paragraph", BlockType.container("rich_text", "color", "icon"));
    for (int level = 1; level <= 4; level++) {
      all.put("heading_" + level, BlockType.container("rich_text", "color", "is_toggleable"));
    }
    for (String listed : Set.of("bulleted_list_item", "numbered_list_item", "quote", "toggle")) {
      all.put(listed, BlockType.container("rich_text", "color"));
    }
    all.put("to_do", BlockType.container("rich_text", "color", "checked"));
    all.put("callout", BlockType.container("rich_text", "color", "icon"));
    all.put("code", BlockType.leaf("rich_text", "caption", "language"));
    all.put("divider", BlockType.leaf());
    all.put("breadcrumb", BlockType.leaf());
    all.put("table_of_contents", BlockType.leaf("color"));
    all.put("equation", BlockType.leaf("expression"));
    all.put("bookmark", BlockType.leaf("url", "caption"));
    all.put("embed", BlockType.leaf("url", "caption"));
    all.put("image", BlockType.leaf("type", "external", "caption"));
    all.put("link_to_page", BlockType.leaf("type", "page_id"));
    all.put("table", BlockType.container("table_width", "has_column_header", "has_row_header"));
    all.put("table_row", BlockType.leaf("cells"));
    return all;
  }

  static Set<String> names() {
    return ALL.keySet();
  }

  static Optional<BlockType> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The block's own object as it will be answered. */
  static ObjectNode content(String type, Field given, RichTexts richTexts) {
    ObjectNode content = Json.object();
    Set<String> fields = ALL.getOrDefault(type, BlockType.leaf()).fields();
    if (fields.contains("rich_text")) {
      content.set("rich_text", richTexts.parse(given.at("rich_text")));
    }
    if (fields.contains("caption")) {
      content.set(
          "caption",
          given.at("caption").present() ? richTexts.parse(given.at("caption")) : Json.array());
    }
    if (fields.contains("color")) {
      content.put("color", Colors.of(given.at("color")));
    }
    if (fields.contains("icon")) {
      content.set(
          "icon", given.at("icon").given() ? given.at("icon").object().value() : NullNode.instance);
    }
    switch (type) {
      case "heading_1", "heading_2", "heading_3", "heading_4" ->
          content.put("is_toggleable", given.at("is_toggleable").bool(false));
      case "to_do" -> content.put("checked", given.at("checked").bool(false));
      case "code" -> content.put("language", given.at("language").oneOf(Languages.ALL));
      case "equation" -> content.put("expression", given.at("expression").string(MAX_EQUATION));
      case "bookmark", "embed" ->
          content.put("url", RichTexts.checked(given.at("url").string(MAX_URL)));
      case "image" -> {
        String url = given.at("external").only("url").at("url").string(MAX_URL);
        content.put("type", "external").putObject("external").put("url", RichTexts.checked(url));
      }
      case "link_to_page" ->
          content.put("type", "page_id").put("page_id", given.at("page_id").uuid());
      case "table" ->
          content
              .put("table_width", given.at("table_width").defined().number(1))
              .put("has_column_header", given.at("has_column_header").bool(false))
              .put("has_row_header", given.at("has_row_header").bool(false));
      case "table_row" -> {
        ArrayNode cells = content.putArray("cells");
        given
            .at("cells")
            .items(RichTexts.MAX_PARTS)
            .forEach(cell -> cells.add(richTexts.parse(cell)));
      }
      default -> {}
    }
    return content;
  }
}
