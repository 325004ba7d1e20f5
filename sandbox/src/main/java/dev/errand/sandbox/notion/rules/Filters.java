package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.notion.Refusal;
import dev.errand.sandbox.notion.model.DataSource;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Property;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * Filters of a query: conditions, and two levels of {@code and} and {@code or} above them. What
 * they say of a type is in {@link Conditions}.
 *
 * <p>Source: developers.notion.com/reference/filter-data-source-entries, and {@code common.ts} of
 * notion-sdk-js 5.26.0.
 */
public final class Filters {

  private static final int MAX_CONDITIONS = 100;
  private static final int MAX_DEPTH = 2;

  private final DataSource source;
  private final LocalDate today;

  /**
   * Filters of rows.
   *
   * @param now what a filter such as {@code past_week} counts from; days begin in UTC
   */
  public Filters(DataSource source, Instant now) {
    this.source = source;
    this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
  }

  /** Which rows are wanted; all, if there is no filter. */
  public Predicate<Node> parse(Field filter) {
    return filter.present() ? parse(filter, 1) : row -> true;
  }

  private Predicate<Node> parse(Field filter, int depth) {
    filter.object();
    for (String word : List.of("and", "or")) {
      if (filter.at(word).present()) {
        if (depth > MAX_DEPTH) {
          throw filter.at(word).refused("not present");
        }
        filter.only(word);
        List<Predicate<Node>> parts =
            filter.at(word).items(MAX_CONDITIONS).stream()
                .map(part -> parse(part, depth + 1))
                .toList();
        return word.equals("and")
            ? row -> parts.stream().allMatch(part -> part.test(row))
            : row -> parts.stream().anyMatch(part -> part.test(row));
      }
    }
    return filter.at("timestamp").present() ? timestamp(filter) : property(filter);
  }

  private Predicate<Node> timestamp(Field filter) {
    String which = filter.at("timestamp").oneOf(Set.of("created_time", "last_edited_time"));
    filter.only("timestamp", "type", which);
    Predicate<JsonNode> condition = Conditions.of("date", filter.at(which), today);
    return row -> condition.test(Conditions.day(time(which, row)));
  }

  private static Instant time(String which, Node row) {
    return which.equals("created_time") ? row.createdAt() : row.editedAt();
  }

  private Predicate<Node> property(Field filter) {
    String name = filter.at("property").string();
    String type = type(filter);
    Property property =
        source
            .find(name)
            .orElseThrow(
                () -> Refusal.validation("Could not find property with name or id: " + name));
    if (!type.equals(property.type())) {
      throw Refusal.validation(
          "The property type in the database does not match the property type of the filter"
              + " provided: database property "
              + property.type()
              + " does not match filter "
              + type);
    }
    Predicate<JsonNode> condition = Conditions.of(type, filter.at(type), today);
    return row -> condition.test(Conditions.compared(property, row));
  }

  private static String type(Field filter) {
    List<String> types =
        filter.value().propertyNames().stream()
            .filter(name -> !Set.of("property", "type").contains(name))
            .toList();
    if (types.size() != 1 || !Conditions.known(types.getFirst())) {
      throw filter.refused("a filter of one property's type");
    }
    return types.getFirst();
  }
}
