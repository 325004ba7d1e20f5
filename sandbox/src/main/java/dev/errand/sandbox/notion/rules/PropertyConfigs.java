package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Refusal;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Ids;
import dev.errand.sandbox.notion.model.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The columns of a new data source. Of the types Notion has, {@code button}, {@code location},
 * {@code verification}, {@code place} and {@code last_visited_time} are not simulated, nor is the
 * other side of a relation.
 */
public final class PropertyConfigs {

  private static final Set<String> PLAIN =
      Set.of(
          "title",
          "rich_text",
          "url",
          "people",
          "files",
          "email",
          "phone_number",
          "date",
          "checkbox",
          "created_by",
          "created_time",
          "last_edited_by",
          "last_edited_time");
  private static final Set<String> NOT_SIMULATED =
      Set.of("button", "location", "verification", "place", "last_visited_time");
  private static final Set<String> OTHERS =
      Set.of(
          "number",
          "select",
          "multi_select",
          "status",
          "relation",
          "unique_id",
          "formula",
          "rollup");
  private static final int MAX_OPTIONS = 100;
  static final int MAX_OPTION_NAME = 100;

  private final Function<String, DataSource> sources;

  /**
   * Rules that know what can be related to.
   *
   * @param sources the visible data source of an id, or a refusal
   */
  public PropertyConfigs(Function<String, DataSource> sources) {
    this.sources = sources;
  }

  /** The columns; without any, the title alone. */
  public List<Property> parse(Field properties) {
    List<Property> parsed = new ArrayList<>();
    if (properties.present()) {
      for (String name : properties.object().value().propertyNames()) {
        parsed.add(property(name, properties.at(name)));
      }
    } else {
      parsed.add(Property.fresh("Name", "title", Json.object()));
    }
    long titles = parsed.stream().filter(one -> one.type().equals("title")).count();
    if (titles != 1) {
      throw Refusal.validation(
          titles == 0
              ? "Title is not provided"
              : "Databases must have exactly one title property.");
    }
    return parsed;
  }

  private Property property(String name, Field given) {
    String type = type(given.object());
    given.only("type", "name", "description", type);
    return Property.fresh(name, type, config(type, given.at(type).object()));
  }

  private static String type(Field given) {
    String type =
        given.at("type").present()
            ? given.at("type").string()
            : given.value().propertyNames().stream()
                .filter(name -> !Set.of("name", "description").contains(name))
                .findFirst()
                .orElseThrow(() -> given.at("title").refused("defined"));
    if (NOT_SIMULATED.contains(type)) {
      throw Refusal.notSimulated("properties of type " + type);
    }
    if (!PLAIN.contains(type) && !OTHERS.contains(type)) {
      throw given.at(type).refused("not present");
    }
    return type;
  }

  private ObjectNode config(String type, Field given) {
    return switch (type) {
      case "number" -> {
        String format =
            given.only("format").at("format").present() ? given.at("format").string() : "number";
        yield Json.object().put("format", format);
      }
      case "select", "multi_select" ->
          Json.object().set("options", options(given.only("options").at("options")));
      case "status" -> status(given.only("options"));
      case "relation" -> relation(given);
      case "unique_id" -> {
        Field prefix = given.only("prefix").at("prefix");
        yield Json.object().put("prefix", prefix.given() ? prefix.string() : null);
      }
      case "formula" -> {
        String expression = given.only("expression").at("expression").string();
        yield Json.object().put("expression", expression);
      }
      case "rollup" -> {
        given.at("function").string();
        yield (ObjectNode) given.value().deepCopy();
      }
      default -> {
        given.only();
        yield Json.object();
      }
    };
  }

  private static ArrayNode options(Field options) {
    ArrayNode parsed = Json.array();
    if (options.present()) {
      for (Field option : options.items(MAX_OPTIONS)) {
        option.only("name", "color", "description");
        String name = option.at("name").string(MAX_OPTION_NAME);
        checkOptionName(name);
        String color = option.at("color").present() ? option.at("color").string() : "default";
        parsed.add(option(name, color));
      }
    }
    return parsed;
  }

  static void checkOptionName(String name) {
    if (name.contains(",")) {
      throw Refusal.validation("Invalid select option, commas not allowed: " + name);
    }
  }

  static ObjectNode option(String name, String color) {
    return Json.object()
        .put("id", Ids.requestId())
        .put("name", name)
        .put("color", color)
        .putNull("description");
  }

  /** Of options that are given, all are in the first group, as the SDK's types say. */
  private static ObjectNode status(Field given) {
    ArrayNode options = options(given.at("options"));
    boolean usual = options.isEmpty();
    if (usual) {
      options.add(option("Not started", "default"));
      options.add(option("In progress", "blue"));
      options.add(option("Done", "green"));
    }
    ObjectNode config = Json.object().set("options", options);
    ArrayNode groups = config.putArray("groups");
    List<String> names = List.of("To-do", "In progress", "Complete");
    for (int group = 0; group < names.size(); group++) {
      ArrayNode ids =
          groups
              .addObject()
              .put("id", Ids.requestId())
              .put("name", names.get(group))
              .put("color", "gray")
              .putArray("option_ids");
      for (int i = 0; i < options.size(); i++) {
        if (usual ? i == group : group == 0) {
          ids.add(options.path(i).path("id"));
        }
      }
    }
    return config;
  }

  private ObjectNode relation(Field given) {
    if (given.at("dual_property").present()) {
      throw Refusal.notSimulated("relations in both directions");
    }
    given.only("data_source_id", "type", "single_property");
    given.at("single_property").object();
    DataSource to = sources.apply(given.at("data_source_id").uuid());
    ObjectNode config =
        Json.object()
            .put("database_id", to.database().id())
            .put("data_source_id", to.id())
            .put("type", "single_property");
    config.putObject("single_property");
    return config;
  }
}
