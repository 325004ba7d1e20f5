package dev.errand.noteworker.operations;

import dev.errand.noteworker.notion.Listed;
import dev.errand.noteworker.notion.StoredRow;
import dev.errand.noteworker.properties.ReadNotion;
import dev.errand.noteworker.properties.Value;
import dev.errand.noteworker.properties.WriteWire;
import dev.errand.noteworker.steps.Databases;
import dev.errand.schemas.database.RowsFound.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The values of rows. Of a relation or of people a page tells 25; where there are more, the value
 * is read by itself, a hundred in a call, as often as one query may. For one run.
 */
final class RowValues {

  /** https://developers.notion.com/reference/retrieve-a-page, 2026-10. */
  private static final int MOST_IN_A_PAGE = 25;

  /** A third of what a user may send in a minute. */
  private static final int MOST_REQUESTS = 60;

  private final Databases databases;
  private final Map<String, Whole> read = new HashMap<>();
  private int requests;

  /** References that were read by themselves, and whether they are all. */
  private record Whole(Value value, boolean cut) {}

  RowValues(Databases databases) {
    this.databases = databases;
  }

  Row row(StoredRow row) {
    ResultRoom room = ResultRoom.ofRow();
    ObjectNode values = JsonNodeFactory.instance.objectNode();
    List<String> cut = new ArrayList<>();
    row.properties()
        .forEach(
            (name, property) -> {
              Whole whole = whole(row.id(), property);
              WriteWire.Written written = WriteWire.value(whole.value());
              boolean fits = name.length() <= Row.MAX_NAME && !name.isEmpty();
              if (written.json() != null) {
                fits = fits && room.take(name, written.json());
                if (fits) {
                  values.set(name, written.json());
                }
              }
              if (!fits || whole.cut() || written.cut()) {
                cut.add(beginning(name));
              }
            });
    return new Row(
        row.id(),
        Objects.requireNonNullElse(row.url(), ""),
        Objects.requireNonNullElse(row.lastEditedTime(), Instant.EPOCH),
        values,
        cut.isEmpty() ? null : cut.subList(0, Math.min(cut.size(), Row.MAX_CUT)));
  }

  private static String beginning(String name) {
    return name.length() <= Row.MAX_NAME ? name : name.substring(0, Row.MAX_NAME);
  }

  private Whole whole(String page, JsonNode property) {
    Value value = ReadNotion.value(property);
    return hasMore(property, value)
        ? read.computeIfAbsent(
            page + property.path("id").asString(""), id -> read(page, property, value))
        : new Whole(value, false);
  }

  private static boolean hasMore(JsonNode property, Value value) {
    return property.path("has_more").asBoolean(false)
        || (value instanceof Value.Texts(String type, List<String> texts)
            && type.equals("people")
            && texts.size() == MOST_IN_A_PAGE);
  }

  private Whole read(String page, JsonNode property, Value beginning) {
    String id = property.path("id").asString("");
    List<String> texts = new ArrayList<>();
    String cursor = null;
    do {
      if (requests == MOST_REQUESTS) {
        return new Whole(texts.isEmpty() ? beginning : of(beginning, texts), true);
      }
      requests++;
      Listed<JsonNode> part = databases.property(page, id, cursor);
      part.results().forEach(item -> add(item, texts));
      cursor = part.next();
    } while (cursor != null && texts.size() < Row.MAX_REFERENCES);
    return new Whole(of(beginning, texts), cursor != null);
  }

  private static Value of(Value beginning, List<String> texts) {
    return new Value.Texts(beginning.type(), texts);
  }

  /** An item has one reference where a page has a list of them. */
  private static void add(JsonNode item, List<String> texts) {
    String id = item.path(item.path("type").asString("")).path("id").asString("");
    if (!id.isEmpty()) {
      texts.add(id);
    }
  }
}
