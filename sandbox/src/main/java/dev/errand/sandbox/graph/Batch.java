package dev.errand.sandbox.graph;

import dev.errand.sandbox.graph.odata.ODataError;
import dev.errand.sandbox.http.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A batch as it was sent, with the rules of <a
 * href="https://learn.microsoft.com/graph/json-batching">json-batching</a>: at most 20 items, each
 * with an id of its own and a relative address; all at once, or each after the one before, or all
 * after the first. The codes of its errors are not documented.
 */
record Batch(List<Item> items) {

  private static final int MOST = 20;

  /**
   * One request.
   *
   * @param after the item without whose success it is not made
   */
  record Item(
      String id,
      String method,
      String url,
      Map<String, String> headers,
      byte[] body,
      @Nullable String after) {}

  static Batch read(byte[] written) {
    JsonNode requests;
    try {
      requests = Json.parse(written).path("requests");
    } catch (JacksonException notJson) {
      throw invalid("Invalid batch payload format.");
    }
    if (!requests.isArray() || requests.isEmpty()) {
      throw invalid("Invalid batch payload format.");
    }
    if (requests.size() > MOST) {
      throw invalid("Number of batch request steps exceeds the max value of " + MOST + ".");
    }
    List<Item> items = new ArrayList<>();
    for (JsonNode request : requests) {
      Item item = item(request);
      if (items.stream().anyMatch(other -> other.id().equals(item.id()))) {
        throw invalid("The id '" + item.id() + "' is used more than once.");
      }
      if (item.after() != null
          && items.stream().noneMatch(other -> other.id().equals(item.after()))) {
        throw invalid("The request '" + item.id() + "' depends on none before it.");
      }
      items.add(item);
    }
    requireOnePattern(items);
    return new Batch(items);
  }

  private static Item item(JsonNode request) {
    String id = request.path("id").asString("");
    String method = request.path("method").asString("").toUpperCase(Locale.ROOT);
    String url = request.path("url").asString("");
    if (id.isEmpty() || !method.matches("GET|POST|PATCH|PUT|DELETE") || url.isEmpty()) {
      throw invalid("Each request has an id, a method and a url.");
    }
    if (url.contains("://") || url.contains("$batch")) {
      throw invalid("The url of a request is relative and no batch.");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    request
        .path("headers")
        .forEachEntry(
            (name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value.asString("")));
    JsonNode body = request.path("body");
    boolean empty = body.isMissingNode() || body.isNull();
    if (!empty && !headers.containsKey("content-type")) {
      throw invalid("A request with a body has a Content-Type header.");
    }
    return new Item(
        id, method, url, headers, empty ? new byte[0] : Json.bytes(body), after(request));
  }

  private static @Nullable String after(JsonNode request) {
    JsonNode dependsOn = request.path("dependsOn");
    if (dependsOn.isMissingNode() || dependsOn.isEmpty()) {
      return null;
    }
    if (!dependsOn.isArray() || dependsOn.size() > 1) {
      throw invalid("A request depends on one other.");
    }
    return dependsOn.path(0).asString("");
  }

  private static void requireOnePattern(List<Item> items) {
    boolean sequential = all(items, (item, before) -> before.id().equals(item.after()));
    boolean afterFirst = all(items, (item, _) -> items.getFirst().id().equals(item.after()));
    if (!sequential && !afterFirst && !parallel(items)) {
      throw invalid("The requests of a batch are all at once or one after the other.");
    }
  }

  private static boolean all(List<Item> items, BiPredicate<Item, Item> rule) {
    return IntStream.range(1, items.size())
        .allMatch(i -> rule.test(items.get(i), items.get(i - 1)));
  }

  private static boolean parallel(List<Item> items) {
    return items.stream().allMatch(item -> item.after() == null);
  }

  boolean parallel() {
    return parallel(items);
  }

  private static ODataError invalid(String why) {
    return new ODataError(400, "BadRequest", why);
  }
}
