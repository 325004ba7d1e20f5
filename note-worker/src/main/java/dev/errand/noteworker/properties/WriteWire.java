package dev.errand.noteworker.properties;

import dev.errand.noteworker.properties.Value.Amount;
import dev.errand.noteworker.properties.Value.Checkbox;
import dev.errand.noteworker.properties.Value.Date;
import dev.errand.noteworker.properties.Value.Empty;
import dev.errand.noteworker.properties.Value.Files;
import dev.errand.noteworker.properties.Value.Formula;
import dev.errand.noteworker.properties.Value.Link;
import dev.errand.noteworker.properties.Value.Rollup;
import dev.errand.noteworker.properties.Value.Text;
import dev.errand.noteworker.properties.Value.Texts;
import dev.errand.noteworker.properties.Value.Unsupported;
import dev.errand.schemas.database.RowsFound.Row;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values as they are on our wire: {@code {T: ...}}. What is too long for it is cut, and that it was
 * is told. For one value and one thread.
 */
public final class WriteWire {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final int MAX_OPTION = 1_000;
  private static final int MAX_ID = 100;
  private static final int MAX_WORD = 100;
  private static final int MAX_UNIQUE_ID = 200;
  private static final int MAX_URL = 2_000;
  private static final int MAX_LISTED = 100;

  private boolean cut;

  /**
   * A value on the wire.
   *
   * @param json absent if there is nothing
   * @param cut whether not all of it is there
   */
  public record Written(@Nullable JsonNode json, boolean cut) {}

  private WriteWire() {}

  public static Written value(Value value) {
    WriteWire writing = new WriteWire();
    JsonNode json = value instanceof Empty ? null : writing.write(value);
    return new Written(json, writing.cut);
  }

  private ObjectNode write(Value value) {
    return switch (value) {
      case Text(String type, String text) -> text(type, text);
      case Texts(String type, List<String> texts) ->
          one(
              type,
              list(texts, Row.MAX_REFERENCES, text -> JSON.stringNode(first(text, longest(type)))));
      case Amount(var number) -> one("number", JSON.numberNode(number));
      case Checkbox(boolean checked) -> one("checkbox", JSON.booleanNode(checked));
      case Date date -> one("date", date(date));
      case Files(List<Link> files) -> one("files", list(files, MAX_LISTED, this::file));
      case Formula(Value result) -> one("formula", write(result));
      case Rollup(List<Value> results) -> one("rollup", list(results, MAX_LISTED, this::write));
      case Empty(String type) -> unsupported(type);
      case Unsupported(String type) -> unsupported(type);
    };
  }

  private static ObjectNode one(String type, JsonNode content) {
    return JSON.objectNode().set(type, content);
  }

  private ObjectNode unsupported(String type) {
    return one("unsupported", JSON.stringNode(first(type, MAX_WORD)));
  }

  /** A time that is none would not be what the wire promises. */
  private ObjectNode text(String type, String text) {
    if (type.endsWith("_time")) {
      try {
        return one(type, JSON.stringNode(Instant.parse(text).toString()));
      } catch (DateTimeParseException noTime) {
        return unsupported(type);
      }
    }
    return one(type, JSON.stringNode(first(text, longest(type))));
  }

  private static int longest(String type) {
    return switch (type) {
      case "select", "status", "multi_select" -> MAX_OPTION;
      case "people", "relation", "created_by", "last_edited_by" -> MAX_ID;
      case "unique_id" -> MAX_UNIQUE_ID;
      default -> Row.MAX_TEXT;
    };
  }

  private ObjectNode date(Date date) {
    ObjectNode json = JSON.objectNode().put("start", first(date.start(), MAX_WORD));
    if (date.end() != null) {
      json.put("end", first(date.end(), MAX_WORD));
    }
    if (date.timeZone() != null) {
      json.put("timeZone", first(date.timeZone(), MAX_WORD));
    }
    return json;
  }

  private ObjectNode file(Link file) {
    ObjectNode json = JSON.objectNode().put("name", first(file.name(), MAX_OPTION));
    if (file.url() != null && file.url().length() <= MAX_URL) {
      json.put("url", file.url());
    }
    return json;
  }

  private <T> ArrayNode list(List<T> all, int most, Function<T, JsonNode> write) {
    cut |= all.size() > most;
    ArrayNode list = JSON.arrayNode();
    all.stream().limit(most).forEach(one -> list.add(write.apply(one)));
    return list;
  }

  /** The beginning of a text, without half a surrogate pair at its end. */
  private String first(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    cut = true;
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }
}
