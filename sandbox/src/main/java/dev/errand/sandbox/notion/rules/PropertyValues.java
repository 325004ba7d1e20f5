package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Refusal;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Property;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of a row in a request. An option that a select does not have is made, one that a
 * status does not have is refused.
 *
 * <p>Source: the limits are developers.notion.com/reference/request-limits, as of 2026-10; the
 * messages are those of reports.
 */
public final class PropertyValues {

  private static final int MAX_ITEMS = 100;
  private static final int MAX_URL = 2000;
  private static final int MAX_TEXT = 200;
  private static final int MAX_FILE_NAME = 100;
  private static final Set<String> BESIDE = Set.of("id", "type", "name", "has_more");

  private final RichTexts richTexts;
  private final Function<String, Node> pages;
  private final Consumer<String> users;

  /**
   * Rules that know what can be pointed at.
   *
   * @param pages the visible page of an id, or a refusal
   * @param users refuses who is not there
   */
  public PropertyValues(RichTexts richTexts, Function<String, Node> pages, Consumer<String> users) {
    this.richTexts = richTexts;
    this.pages = pages;
    this.users = users;
  }

  /** The values by the ids of their columns. */
  public Map<String, JsonNode> parse(DataSource source, Field properties) {
    Map<String, JsonNode> parsed = new LinkedHashMap<>();
    if (properties.present()) {
      for (String name : properties.object().value().propertyNames()) {
        Property property =
            source
                .find(name)
                .orElseThrow(() -> Refusal.validation(name + " is not a property that exists."));
        parsed.put(property.id(), value(property, content(property, properties.at(name))));
      }
    }
    return parsed;
  }

  private static Field content(Property property, Field given) {
    if (given.value().isArray()) {
      return given;
    }
    for (String key : given.object().value().propertyNames()) {
      if (!BESIDE.contains(key) && !key.equals(property.type())) {
        throw Refusal.validation(property.name() + " is expected to be " + property.type() + ".");
      }
    }
    if (property.computed()) {
      throw given.at(property.type()).refused("not present");
    }
    return given.at(property.type()).defined();
  }

  private JsonNode value(Property property, Field given) {
    if (!given.given() && !Set.of("checkbox", "title", "rich_text").contains(property.type())) {
      return isList(property.type()) ? Json.array() : NullNode.instance;
    }
    return switch (property.type()) {
      case "title", "rich_text" -> richTexts.parse(given);
      case "number" -> number(given);
      case "url" -> text(given, MAX_URL);
      case "email", "phone_number" -> text(given, MAX_TEXT);
      case "checkbox" -> {
        if (!given.value().isBoolean()) {
          throw given.refused("a boolean");
        }
        yield given.value();
      }
      case "select" -> option(property, given);
      case "status" -> status(property, given);
      case "multi_select" -> each(given, one -> option(property, one));
      case "date" -> Dates.value(given);
      case "people" -> each(given, this::user);
      case "relation" -> each(given, one -> related(property, one));
      case "files" -> each(given, PropertyValues::file);
      default -> throw Refusal.notSimulated("values of type " + property.type());
    };
  }

  static boolean isList(String type) {
    return Set.of("title", "rich_text", "multi_select", "people", "relation", "files")
        .contains(type);
  }

  private static JsonNode number(Field given) {
    if (!given.value().isNumber()) {
      throw given.refused("a number");
    }
    return given.value();
  }

  private static JsonNode text(Field given, int max) {
    given.string(max);
    return given.value();
  }

  private static ArrayNode each(Field items, Function<Field, JsonNode> read) {
    ArrayNode parsed = Json.array();
    items.items(MAX_ITEMS).forEach(item -> parsed.add(read.apply(item)));
    return parsed;
  }

  private static JsonNode option(Property property, Field given) {
    JsonNode known = known(property, given);
    if (known != null) {
      return known;
    }
    String name = given.at("name").string(PropertyConfigs.MAX_OPTION_NAME);
    PropertyConfigs.checkOptionName(name);
    ObjectNode option = PropertyConfigs.option(name, "default");
    ((ArrayNode) property.config().path("options")).add(option);
    return shown(option);
  }

  private static JsonNode status(Property property, Field given) {
    JsonNode known = known(property, given);
    if (known == null) {
      throw Refusal.validation(
          "Invalid status option. Status option \"%s\" does not exist\"."
              .formatted(given.at("name").string()));
    }
    return known;
  }

  private static @Nullable JsonNode known(Property property, Field given) {
    given.only("id", "name", "color", "description");
    String key = given.at("id").present() ? "id" : "name";
    String wanted = given.at(key).string();
    for (JsonNode option : property.config().path("options")) {
      if (option.path(key).asString("").equals(wanted)) {
        return shown(option);
      }
    }
    return null;
  }

  private static ObjectNode shown(JsonNode option) {
    ObjectNode shown = Json.object();
    for (String name : new String[] {"id", "name", "color"}) {
      shown.set(name, option.path(name));
    }
    return shown;
  }

  private JsonNode user(Field given) {
    String id = given.only("id", "object").at("id").uuid();
    users.accept(id);
    return Json.object().put("object", "user").put("id", id);
  }

  private JsonNode related(Property property, Field given) {
    Node page = pages.apply(given.only("id").at("id").uuid());
    String to = property.config().path("data_source_id").asString("");
    if (page.row() == null || !page.row().source().id().equals(to)) {
      throw Refusal.notSimulated("relations to pages of another data source");
    }
    return Json.object().put("id", page.id());
  }

  private static JsonNode file(Field given) {
    if (given.at("file").present() || given.at("file_upload").present()) {
      throw Refusal.notSimulated("files that Notion keeps");
    }
    given.only("name", "type", "external");
    String name = given.at("name").string(MAX_FILE_NAME);
    String url = given.at("external").only("url").at("url").string(MAX_URL);
    ObjectNode file = Json.object().put("name", name).put("type", "external");
    file.putObject("external").put("url", RichTexts.checked(url));
    return file;
  }
}
