package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.notion.Refusal;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Minutes;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Property;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The order of a query's rows. Options sort as they stand in their column; what is empty comes
 * last. Which order Notion gives without sorts is not documented: here the newest come first.
 */
public final class Sorts {

  private static final int MAX_SORTS = 100;
  private static final Set<String> NOT_SIMULATED =
      Set.of(
          "people",
          "relation",
          "files",
          "formula",
          "rollup",
          "multi_select",
          "created_by",
          "last_edited_by");

  private final DataSource source;

  public Sorts(DataSource source) {
    this.source = source;
  }

  public Comparator<Node> parse(Field sorts) {
    Comparator<Node> newestFirst =
        Comparator.comparingInt((Node row) -> Objects.requireNonNull(row.row()).number())
            .reversed();
    if (!sorts.present()) {
      return newestFirst;
    }
    return sorts.items(MAX_SORTS).stream()
        .map(this::one)
        .reduce(Comparator::thenComparing)
        .map(order -> order.thenComparing(newestFirst))
        .orElse(newestFirst);
  }

  private Comparator<Node> one(Field sort) {
    sort.only("property", "timestamp", "direction");
    boolean up = sort.at("direction").oneOf(Set.of("ascending", "descending")).equals("ascending");
    if (sort.at("timestamp").present()) {
      boolean created =
          sort.at("timestamp")
              .oneOf(Set.of("created_time", "last_edited_time"))
              .equals("created_time");
      Comparator<Node> byTime =
          Comparator.comparing(row -> Minutes.floor(created ? row.createdAt() : row.editedAt()));
      return up ? byTime : byTime.reversed();
    }
    String name = sort.at("property").string();
    return by(
        source
            .find(name)
            .orElseThrow(
                () -> Refusal.validation("Could not find sort property with name or id: " + name)),
        up);
  }

  private static Comparator<Node> by(Property property, boolean up) {
    if (NOT_SIMULATED.contains(property.type())) {
      throw Refusal.notSimulated("sorting by " + property.type());
    }
    return (one, other) -> {
      JsonNode a = RowValues.whole(property, one);
      JsonNode b = RowValues.whole(property, other);
      boolean noA = a.isNull() || (a.isArray() && a.isEmpty());
      boolean noB = b.isNull() || (b.isArray() && b.isEmpty());
      if (noA || noB) {
        return Boolean.compare(noA, noB);
      }
      int order = compare(property, a, b);
      return up ? order : -order;
    };
  }

  private static int compare(Property property, JsonNode a, JsonNode b) {
    return switch (property.type()) {
      case "number" -> Double.compare(a.doubleValue(), b.doubleValue());
      case "unique_id" -> Integer.compare(a.path("number").intValue(), b.path("number").intValue());
      case "checkbox" -> Boolean.compare(a.booleanValue(), b.booleanValue());
      case "date" ->
          Dates.moment(a.path("start").asString(""))
              .compareTo(Dates.moment(b.path("start").asString("")));
      case "select", "status" -> Integer.compare(place(property, a), place(property, b));
      case "title", "rich_text" -> fold(Node.plain(a)).compareTo(fold(Node.plain(b)));
      default -> fold(a.asString("")).compareTo(fold(b.asString("")));
    };
  }

  private static int place(Property property, JsonNode option) {
    JsonNode options = property.config().path("options");
    for (int i = 0; i < options.size(); i++) {
      if (options.path(i).path("id").equals(option.path("id"))) {
        return i;
      }
    }
    return options.size();
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
