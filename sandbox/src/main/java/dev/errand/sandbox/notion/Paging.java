package dev.errand.sandbox.notion;

import dev.errand.sandbox.notion.model.Ids;
import dev.errand.sandbox.notion.model.Node;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which part of a list is wanted.
 *
 * @param where {@code query} or {@code body}, for messages
 */
record Paging(String where, @Nullable String startCursor, int size) {

  private static final int MAX_SIZE = 100;

  /** Where the last twelve digits of a UUID begin. */
  private static final int PLACE_AT = 24;

  /** A part of a list, and the id of the first item after it. */
  record Part(List<Node> items, @Nullable String nextCursor) {}

  static Paging ofQuery(Map<String, List<String>> query) {
    for (Map.Entry<String, List<String>> given : query.entrySet()) {
      if (!given.getKey().equals("start_cursor") && !given.getKey().equals("page_size")) {
        throw Refusal.shouldBe(
            "query",
            "query." + given.getKey(),
            "not present",
            "\"" + given.getValue().getFirst() + "\"");
      }
    }
    return new Paging(
        "query", first(query, "start_cursor"), size("query", first(query, "page_size")));
  }

  private static @Nullable String first(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of()).stream().findFirst().orElse(null);
  }

  static Paging ofBody(JsonNode body) {
    JsonNode cursor = body.path("start_cursor");
    JsonNode size = body.path("page_size");
    return new Paging(
        "body",
        cursor.isMissingNode() ? null : cursor.asString(""),
        size("body", size.isMissingNode() ? null : size.asString("")));
  }

  /** 0 means the default. */
  private static int size(String where, @Nullable String text) {
    if (text == null) {
      return MAX_SIZE;
    }
    try {
      int size = Integer.parseInt(text);
      if (size > MAX_SIZE) {
        throw Refusal.shouldBe(where, where + ".page_size", "≤ `" + MAX_SIZE + "`", text);
      }
      if (size >= 0) {
        return size == 0 ? MAX_SIZE : size;
      }
    } catch (NumberFormatException notNumber) {
      // The same answer as for a negative one.
    }
    throw Refusal.shouldBe(
        where, where + ".page_size", "a number or `undefined`", "\"" + text + "\"");
  }

  /** A part of a list of values, by their places. */
  record Range(int from, int to, @Nullable String nextCursor) {}

  /** Cursors are opaque to callers: here an id with the place in its last digits. */
  Range range(int all, String pageId) {
    int from = startCursor == null ? 0 : place(startCursor, pageId);
    int to = Math.min(all, from + size);
    String next = pageId.substring(0, PLACE_AT) + "%012x".formatted(to);
    return new Range(Math.min(from, all), to, to < all ? next : null);
  }

  private int place(String cursor, String pageId) {
    if (!cursor.startsWith(pageId.substring(0, PLACE_AT))
        || !cursor.substring(PLACE_AT).matches("[0-9a-f]{12}")) {
      throw Refusal.validation("The start_cursor provided is invalid: " + cursor);
    }
    return Integer.parseInt(cursor.substring(PLACE_AT), 16);
  }

  /** The cursors of a data source's query are {@code s:<uuid>:<uuid>} (40 of 40 recorded). */
  Part ofQuery(List<Node> all, String sourceId) {
    String end = ":" + sourceId;
    Paging plain = this;
    if (startCursor != null) {
      if (!startCursor.startsWith("s:") || !startCursor.endsWith(end)) {
        throw Refusal.validation("The start_cursor provided is invalid: " + startCursor);
      }
      String id = startCursor.substring(2, startCursor.length() - end.length());
      plain = new Paging(where, id, size);
    }
    Part part = plain.of(all);
    String next = part.nextCursor();
    return new Part(part.items(), next == null ? null : "s:" + next + end);
  }

  Part of(List<Node> all) {
    int from = startCursor == null ? 0 : indexOf(startCursor, all);
    int to = Math.min(all.size(), from + size);
    return new Part(all.subList(from, to), to < all.size() ? all.get(to).id() : null);
  }

  private int indexOf(String cursor, List<Node> all) {
    String id =
        Ids.parse(cursor)
            .orElseThrow(
                () ->
                    Refusal.shouldBe(
                        where,
                        where + ".start_cursor",
                        "a valid uuid or `undefined`",
                        "\"" + cursor + "\""));
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).id().equals(id)) {
        return i;
      }
    }
    throw Refusal.validation("The start_cursor provided is invalid: " + cursor);
  }
}
