package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Refusal;
import dev.errand.sandbox.notion.model.Minutes;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Property;
import dev.errand.sandbox.notion.model.Row;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of rows as they are answered. What a formula or a rollup comes to is known only if
 * somebody said it by hand: a row with one that was not said cannot be shown.
 */
public final class RowValues {

  /** A page's property tells no more than 25 references; the rest is at an address of its own. */
  private static final int MOST_REFERENCES = 25;

  private RowValues() {}

  /** As a page has it: {@code {"id": ..., "type": T, T: ...}}. */
  public static ObjectNode inPage(Property property, Node page) {
    JsonNode whole = whole(property, page);
    ObjectNode shown = head(property);
    switch (property.type()) {
      case "relation" ->
          shown
              .put("has_more", whole.size() > MOST_REFERENCES)
              .set("relation", first((ArrayNode) whole));
      case "people" -> shown.set("people", first((ArrayNode) whole));
      case "title", "rich_text" -> shown.set(property.type(), withFewMentions(whole));
      default -> shown.set(property.type(), whole);
    }
    return shown;
  }

  public static ObjectNode head(Property property) {
    return Json.object().put("id", property.shownId()).put("type", property.type());
  }

  private static ArrayNode first(ArrayNode references) {
    ArrayNode first = Json.array();
    references.valueStream().limit(MOST_REFERENCES).forEach(first::add);
    return first;
  }

  private static JsonNode withFewMentions(JsonNode text) {
    long mentions =
        text.valueStream().filter(part -> part.path("type").asString("").equals("mention")).count();
    if (mentions > MOST_REFERENCES) {
      throw Refusal.notSimulated("text with more than " + MOST_REFERENCES + " mentions");
    }
    return text;
  }

  /** All of the value. */
  public static JsonNode whole(Property property, Node page) {
    Row row = Objects.requireNonNull(page.row());
    return switch (property.type()) {
      case "title" -> page.content().path("title");
      case "created_time" -> Json.of(Minutes.text(page.createdAt()));
      case "created_by" -> user(page.createdBy());
      case "last_edited_time" -> Json.of(Minutes.text(page.editedAt()));
      case "last_edited_by" -> user(page.editedBy());
      case "unique_id" ->
          Json.object().put("number", row.number()).set("prefix", property.config().path("prefix"));
      case "formula", "rollup" ->
          row.value(property)
              .orElseThrow(() -> Refusal.notSimulated("what a " + property.type() + " comes to"));
      default -> row.value(property).orElseGet(() -> empty(property));
    };
  }

  private static ObjectNode user(String id) {
    return Json.object().put("object", "user").put("id", id);
  }

  private static JsonNode empty(Property property) {
    if (PropertyValues.isList(property.type())) {
      return Json.array();
    }
    return switch (property.type()) {
      case "checkbox" -> BooleanNode.FALSE;
      case "status" -> usual(property).orElse(NullNode.instance);
      default -> NullNode.instance;
    };
  }

  /** A row that is not told its status has the first. */
  private static Optional<JsonNode> usual(Property property) {
    return property
        .config()
        .path("options")
        .valueStream()
        .findFirst()
        .map(
            option -> {
              ObjectNode shown = Json.object();
              shown.set("id", option.path("id"));
              shown.set("name", option.path("name"));
              shown.set("color", option.path("color"));
              return shown;
            });
  }
}
