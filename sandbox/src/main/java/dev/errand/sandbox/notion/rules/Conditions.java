package dev.errand.sandbox.notion.rules;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Refusal;
import dev.errand.sandbox.notion.model.Minutes;
import dev.errand.sandbox.notion.model.Node;
import dev.errand.sandbox.notion.model.Property;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/** What a filter may ask of a value, by the value's type. */
final class Conditions {

  private static final Set<String> TEXTS =
      Set.of("title", "rich_text", "url", "email", "phone_number");
  private static final Set<String> NAMES = Set.of("select", "status");
  private static final Set<String> LISTS =
      Set.of("multi_select", "people", "relation", "created_by", "last_edited_by");
  private static final Set<String> NUMBERS = Set.of("number", "unique_id");
  private static final Set<String> DATES = Set.of("date", "created_time", "last_edited_time");
  private static final Set<String> OTHERS = Set.of("checkbox", "files", "formula", "rollup");

  private static final Map<String, BiPredicate<String, String>> ON_TEXT =
      Map.of(
          "equals", String::equals,
          "does_not_equal", (text, wanted) -> !text.equals(wanted),
          "contains", String::contains,
          "does_not_contain", (text, wanted) -> !text.contains(wanted),
          "starts_with", String::startsWith,
          "ends_with", String::endsWith);

  private static final Map<String, Predicate<Integer>> ON_NUMBER =
      Map.of(
          "equals", sign -> sign == 0,
          "does_not_equal", sign -> sign != 0,
          "greater_than", sign -> sign > 0,
          "less_than", sign -> sign < 0,
          "greater_than_or_equal_to", sign -> sign >= 0,
          "less_than_or_equal_to", sign -> sign <= 0);

  private static final Map<String, Predicate<Integer>> ON_DATE =
      Map.of(
          "equals", sign -> sign == 0,
          "before", sign -> sign < 0,
          "after", sign -> sign > 0,
          "on_or_before", sign -> sign <= 0,
          "on_or_after", sign -> sign >= 0);

  private Conditions() {}

  static boolean known(String type) {
    return Stream.of(TEXTS, NAMES, LISTS, NUMBERS, DATES, OTHERS)
        .anyMatch(all -> all.contains(type));
  }

  /** The condition, of values as {@link #compared} gives them. */
  static Predicate<JsonNode> of(String type, Field given, LocalDate today) {
    given.object();
    String word =
        given.value().propertyNames().stream()
            .findFirst()
            .orElseThrow(() -> given.at("equals").refused("defined"));
    given.only(word);
    Field wanted = given.at(word);
    if (word.equals("is_empty") || word.equals("is_not_empty")) {
      if (type.equals("checkbox") || !wanted.bool(false)) {
        throw wanted.refused("`true`");
      }
      return value -> empty(value) == word.equals("is_empty");
    }
    if (TEXTS.contains(type)) {
      return text(word, wanted);
    }
    if (NUMBERS.contains(type)) {
      return number(word, wanted);
    }
    if (DATES.contains(type)) {
      return date(word, wanted, today);
    }
    if (NAMES.contains(type) || LISTS.contains(type)) {
      return among(type, word, wanted);
    }
    if (type.equals("checkbox")) {
      boolean asked = wanted.bool(false);
      wanted.defined();
      boolean same = pick(given, word, Set.of("equals", "does_not_equal")).equals("equals");
      return value -> (value.booleanValue() == asked) == same;
    }
    throw Refusal.notSimulated("filters by " + type);
  }

  private static boolean empty(JsonNode value) {
    return value.isNull()
        || (value.isArray() && value.isEmpty())
        || (value.isString() && value.stringValue().isEmpty());
  }

  private static String pick(Field given, String word, Set<String> words) {
    if (!words.contains(word)) {
      throw given.at(word).refused("not present");
    }
    return word;
  }

  private static Predicate<JsonNode> text(String word, Field wanted) {
    BiPredicate<String, String> holds = ON_TEXT.get(word);
    if (holds == null) {
      throw wanted.refused("not present");
    }
    String text = fold(wanted.string());
    return value -> holds.test(fold(value.asString("")), text);
  }

  private static String fold(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static Predicate<JsonNode> number(String word, Field wanted) {
    Predicate<Integer> holds = ON_NUMBER.get(word);
    if (holds == null) {
      throw wanted.refused("not present");
    }
    if (!wanted.value().isNumber()) {
      throw wanted.refused("a number");
    }
    double bound = wanted.value().doubleValue();
    return value ->
        value.isNull()
            ? word.equals("does_not_equal")
            : holds.test(Double.compare(value.doubleValue(), bound));
  }

  /** A day is compared with the day of a moment, two moments by their minutes. */
  private static Predicate<JsonNode> date(String word, Field wanted, LocalDate today) {
    Optional<RelativeDays> days = RelativeDays.of(word, today);
    if (days.isPresent()) {
      wanted.object().only();
      return value -> !value.isNull() && days.get().hold(utcDay(Dates.moment(value.asString(""))));
    }
    Predicate<Integer> holds = ON_DATE.get(word);
    if (holds == null) {
      throw wanted.refused("not present");
    }
    String bound = Dates.compared(wanted, today);
    return value -> !value.isNull() && holds.test(compareDates(value.asString(""), bound));
  }

  private static LocalDate utcDay(Instant moment) {
    return LocalDate.ofInstant(moment, ZoneOffset.UTC);
  }

  private static int compareDates(String value, String bound) {
    if (Dates.isDay(bound)) {
      return Dates.moment(value).toString().substring(0, 10).compareTo(bound);
    }
    return Minutes.floor(Dates.moment(value)).compareTo(Minutes.floor(Dates.moment(bound)));
  }

  private static Predicate<JsonNode> among(String type, String word, Field wanted) {
    boolean single = NAMES.contains(type);
    String yes = single ? "equals" : "contains";
    String no = single ? "does_not_equal" : "does_not_contain";
    if (!word.equals(yes) && !word.equals(no)) {
      throw wanted.refused("not present");
    }
    Set<String> names = Set.copyOf(names(type, wanted));
    return value ->
        value.valueStream().anyMatch(one -> names.contains(one.asString(""))) == word.equals(yes);
  }

  private static List<String> names(String type, Field wanted) {
    boolean options = NAMES.contains(type) || type.equals("multi_select");
    if (options && wanted.value().isArray()) {
      return wanted.items(100).stream().map(Field::string).toList();
    }
    if (!options && wanted.string().equals("me")) {
      throw Refusal.notSimulated("filters by \"me\"");
    }
    return List.of(options ? wanted.string() : wanted.uuid());
  }

  /** A value as conditions see it: plain text, number, time, or a list of names or ids. */
  static JsonNode compared(Property property, Node row) {
    JsonNode whole = RowValues.whole(property, row);
    return switch (property.type()) {
      case "title", "rich_text" -> Json.of(Node.plain(whole));
      case "unique_id" -> whole.path("number");
      case "date" -> whole.isNull() ? NullNode.instance : whole.path("start");
      case "select", "status" -> list(Stream.of(whole), "name");
      case "created_by", "last_edited_by" -> list(Stream.of(whole), "id");
      case "multi_select" -> list(whole.valueStream(), "name");
      case "people", "relation" -> list(whole.valueStream(), "id");
      default -> whole;
    };
  }

  private static JsonNode list(Stream<JsonNode> values, String name) {
    return Json.of(
        values.filter(one -> !one.isNull()).map(one -> one.path(name).asString("")).toList());
  }

  static JsonNode day(Instant time) {
    return Json.of(Minutes.text(time));
  }
}
