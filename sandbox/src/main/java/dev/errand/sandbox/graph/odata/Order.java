package dev.errand.sandbox.graph.odata;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One key of an {@code $orderby}. */
public record Order(Path path, boolean descending) {

  static List<Order> parse(String orderBy, EntityType type) {
    return Stream.of(orderBy.split(",", -1)).map(key -> one(key.strip(), type)).toList();
  }

  private static Order one(String key, EntityType type) {
    String[] words = key.split("\\s+", -1);
    boolean wellFormed = words.length == 1 || (words.length == 2 && words[1].matches("asc|desc"));
    if (!wellFormed || words[0].isEmpty()) {
      throw ODataError.badRequest("Invalid orderby clause: Syntax error in '" + key + "'.");
    }
    Path path = Path.of(List.of(words[0].split("/", -1)), new Kind.Structure(type));
    if (path.kind() instanceof Kind.Structure || path.kind() instanceof Kind.Many) {
      throw ODataError.badRequest(
          "Invalid orderby clause: '" + words[0] + "' cannot be used as the sort key.");
    }
    return new Order(path, words.length == 2 && words[1].equals("desc"));
  }

  /** Absent values come first, as smallest. */
  public Comparator<JsonNode> comparator() {
    Comparator<JsonNode> ascending =
        Comparator.comparing(
            path::comparable, Comparator.nullsFirst(Comparator.<String>naturalOrder()));
    return descending ? ascending.reversed() : ascending;
  }
}
