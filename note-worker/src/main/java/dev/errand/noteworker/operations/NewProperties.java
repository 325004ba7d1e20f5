package dev.errand.noteworker.operations;

import dev.errand.schemas.WireJson;
import dev.errand.schemas.database.DatabaseCreate.NewProperty;
import dev.errand.schemas.database.DatabaseCreate.PropertyType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The properties of a new database, as Notion takes them. */
final class NewProperties {

  private static final String TITLE = "Name";

  private NewProperties() {}

  /**
   * The properties by name; with a title, if there is none.
   *
   * @throws dev.errand.pipeline.OperationStopped if they make no sense
   */
  static Map<String, Object> of(List<NewProperty> properties) {
    Map<String, Object> made = new LinkedHashMap<>();
    long titles = properties.stream().filter(one -> one.type() == PropertyType.TITLE).count();
    if (titles > 1) {
      throw Invalid.because(
          "A database has one title.", "Let one property be of the type title, or none.");
    }
    if (titles == 0) {
      made.put(TITLE, Map.of("title", Map.of()));
    }
    for (NewProperty property : properties) {
      Object config = Map.of(word(property.type()), config(property));
      if (made.putIfAbsent(property.name(), config) != null) {
        throw Invalid.because(
            "Two properties have the same name.", "Give each property a name of its own.");
      }
    }
    return made;
  }

  private static String word(PropertyType type) {
    return WireJson.mapper().valueToTree(type).asString();
  }

  private static Map<String, Object> config(NewProperty property) {
    belongs(
        property.options(),
        property,
        PropertyType.SELECT,
        PropertyType.MULTI_SELECT,
        PropertyType.STATUS);
    belongs(property.relatesTo(), property, PropertyType.RELATION);
    belongs(property.format(), property, PropertyType.NUMBER);
    return switch (property.type()) {
      case SELECT, MULTI_SELECT, STATUS ->
          property.options() == null ? Map.of() : Map.of("options", options(property.options()));
      case NUMBER -> property.format() == null ? Map.of() : Map.of("format", property.format());
      case RELATION -> Map.of("data_source_id", relatesTo(property), "single_property", Map.of());
      default -> Map.of();
    };
  }

  private static void belongs(@Nullable Object given, NewProperty property, PropertyType... types) {
    if (given != null && !List.of(types).contains(property.type())) {
      throw Invalid.because(
          "A property has something that its type does not have.",
          "Give options to a select, relatesTo to a relation, and a format to a number.");
    }
  }

  private static List<Map<String, String>> options(List<String> names) {
    if (new HashSet<>(names).size() < names.size()
        || names.stream().anyMatch(name -> name.indexOf(',') >= 0)) {
      throw Invalid.because(
          "Two options have the same name, or one has a comma.",
          "Give each option a name of its own, without a comma.");
    }
    return names.stream().map(name -> Map.of("name", name)).toList();
  }

  private static String relatesTo(NewProperty property) {
    return Invalid.unlessDatabaseId(Objects.requireNonNullElse(property.relatesTo(), ""));
  }
}
