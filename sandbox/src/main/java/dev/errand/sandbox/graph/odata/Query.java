package dev.errand.sandbox.graph.odata;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The query options of one request. Without {@code $top} a page has 10 items.
 *
 * @param select properties to show; empty: the usual ones
 * @param search as it was written; what it means the collection knows
 */
public record Query(
    Optional<Filter> filter,
    List<Order> orderBy,
    Set<String> select,
    List<Expand> expand,
    int top,
    int skip,
    boolean count,
    Optional<String> search) {

  private static final Set<String> KNOWN =
      Set.of(
          "$filter",
          "$orderby",
          "$select",
          "$expand",
          "$top",
          "$skip",
          "$count",
          "$format",
          "$search",
          "$skiptoken");

  private static final int DEFAULT_PAGE = 10;
  private static final int LARGEST_PAGE = 1000;

  public Query {
    orderBy = List.copyOf(orderBy);
    select = Set.copyOf(select);
    expand = List.copyOf(expand);
  }

  /** Options without a {@code $} are none of OData's and pass unread. */
  public static Query parse(Map<String, String> parameters, EntityType type) {
    for (String name : parameters.keySet()) {
      if (name.startsWith("$") && !KNOWN.contains(name)) {
        throw ODataError.badRequest("The query parameter '" + name + "' is not supported.");
      }
    }
    Query query =
        new Query(
            option(parameters, "$filter").map(filter -> FilterParser.parse(filter, type)),
            option(parameters, "$orderby").map(keys -> Order.parse(keys, type)).orElse(List.of()),
            option(parameters, "$select").map(names -> Select.parse(names, type)).orElse(Set.of()),
            option(parameters, "$expand").map(items -> Expand.parse(items, type)).orElse(List.of()),
            number(parameters, "$top", 1, LARGEST_PAGE).orElse(DEFAULT_PAGE),
            number(parameters, "$skip", 0, Integer.MAX_VALUE)
                .or(() -> number(parameters, "$skiptoken", 0, Integer.MAX_VALUE))
                .orElse(0),
            option(parameters, "$count").map(Query::flag).orElse(false),
            option(parameters, "$search"));
    query.requireEfficient();
    requireAlone(parameters);
    return query;
  }

  /** A search can be combined with little: codes as reported, documented nowhere. */
  private static void requireAlone(Map<String, String> parameters) {
    if (!parameters.containsKey("$search")) {
      return;
    }
    for (String other : List.of("filter", "orderBy", "count", "skip")) {
      if (parameters.containsKey("$" + other.toLowerCase(Locale.ROOT))) {
        throw new ODataError(
            400,
            "SearchWith" + other.substring(0, 1).toUpperCase(Locale.ROOT) + other.substring(1),
            "The query parameter '$" + other + "' is not supported with '$search'.");
      }
    }
  }

  /** The same, with all that match counted. */
  public Query counting() {
    return new Query(filter, orderBy, select, expand, top, skip, true, search);
  }

  private static Optional<String> option(Map<String, String> parameters, String name) {
    return Optional.ofNullable(parameters.get(name));
  }

  private static Optional<Integer> number(
      Map<String, String> parameters, String name, int least, int most) {
    return option(parameters, name).map(written -> number(name, written, least, most));
  }

  private static int number(String name, String written, int least, int most) {
    if (!written.matches("[0-9]{1,9}") || Integer.parseInt(written) < least) {
      throw ODataError.badRequest(
          "Invalid value '" + written + "' for " + name + " query option found.");
    }
    int number = Integer.parseInt(written);
    if (number > most) {
      throw new ODataError(
          400,
          "ErrorInvalidUrlQuery",
          "The query specified in the URI is not valid. The limit of '"
              + most
              + "' for Top query has been exceeded. The value from the incoming request is '"
              + number
              + "'.");
    }
    return number;
  }

  private static boolean flag(String written) {
    if (!written.matches("true|false")) {
      throw ODataError.badRequest("Invalid value '" + written + "' for $count query option found.");
    }
    return Boolean.parseBoolean(written);
  }

  /**
   * What is sorted by must be filtered by, in the same order and first: <a
   * href="https://learn.microsoft.com/graph/api/user-list-messages">user-list-messages</a>.
   */
  private void requireEfficient() {
    if (filter.isEmpty() || orderBy.isEmpty()) {
      return;
    }
    List<String> filtered = filter.get().properties().distinct().toList();
    List<String> sorted = orderBy.stream().map(key -> key.path().toString()).toList();
    if (filtered.size() < sorted.size() || !filtered.subList(0, sorted.size()).equals(sorted)) {
      throw new ODataError(
          400,
          "InefficientFilter",
          "The restriction or sort order is too complex for this operation.");
    }
  }
}
