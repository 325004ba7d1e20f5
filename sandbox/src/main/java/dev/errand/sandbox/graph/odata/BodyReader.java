package dev.errand.sandbox.graph.odata;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Reads what a client wrote as a given type: every name known, every value of its kind. Words of a
 * choice and moments come out in the spelling in which they are shown. Annotations other than
 * {@code @odata.type} are dropped.
 */
public final class BodyReader {

  private BodyReader() {}

  /** A checked copy, with the properties in the client's order. */
  public static ObjectNode read(JsonNode body, EntityType type) {
    if (!body.isObject()) {
      throw unexpected(body, "StartObject");
    }
    ObjectNode checked = JsonNodeFactory.instance.objectNode();
    body.forEachEntry(
        (name, value) -> {
          if (name.equals("@odata.type")) {
            checked.set(name, value);
          } else if (!name.contains("@")) {
            checked.set(name, property(name, value, type));
          }
        });
    return checked;
  }

  private static JsonNode property(String name, JsonNode value, EntityType type) {
    Kind kind = type.kindOf(name);
    if (kind == null) {
      throw ODataError.body(
          "The property '"
              + name
              + "' does not exist on type '"
              + type.name()
              + "'. Make sure to only use property names that are defined by the type or mark the"
              + " type as open type.");
    }
    if (value.isNull() && kind instanceof Kind.Many) {
      throw ODataError.body(
          "A null value was found for the property named '"
              + name
              + "', which has the expected type '"
              + kind.edmName()
              + "[Nullable=False]'. The expected type does not allow null values.");
    }
    return value.isNull() ? value : value(value, kind);
  }

  private static JsonNode value(JsonNode value, Kind kind) {
    return switch (kind) {
      case Kind.Text _ -> text(value, kind);
      case Kind.Token token ->
          StringNode.valueOf(token.canonical().apply(text(value, kind).stringValue()));
      case Kind.Flag _ -> value.isBoolean() ? value : fail(value, kind);
      case Kind.Whole _ -> value.isInt() ? value : fail(value, kind);
      case Kind.Moment _ -> StringNode.valueOf(moment(text(value, kind).stringValue(), kind));
      case Kind.Binary _ -> binary(text(value, kind), kind);
      case Kind.Choice choice -> StringNode.valueOf(word(text(value, kind).stringValue(), choice));
      case Kind.Structure structure -> read(value, structure.type());
      case Kind.Many many -> many(value, many.element());
    };
  }

  private static JsonNode text(JsonNode value, Kind kind) {
    return value.isString() ? value : fail(value, kind);
  }

  private static ArrayNode many(JsonNode value, Kind element) {
    if (!value.isArray()) {
      throw unexpected(value, "StartArray");
    }
    ArrayNode checked = JsonNodeFactory.instance.arrayNode();
    for (JsonNode each : value) {
      checked.add(value(each, element));
    }
    return checked;
  }

  private static String word(String written, Kind.Choice choice) {
    for (String word : choice.words()) {
      if (word.equalsIgnoreCase(written)) {
        return word;
      }
    }
    throw ODataError.body("Requested value '" + written + "' was not found.");
  }

  private static String moment(String written, Kind kind) {
    try {
      return OffsetDateTime.parse(written).toInstant().truncatedTo(ChronoUnit.SECONDS).toString();
    } catch (DateTimeException notAMoment) {
      throw unconvertible(written, kind);
    }
  }

  private static JsonNode binary(JsonNode written, Kind kind) {
    try {
      Base64.getDecoder().decode(written.stringValue());
      return written;
    } catch (IllegalArgumentException notBase64) {
      throw unconvertible("...", kind);
    }
  }

  private static JsonNode fail(JsonNode value, Kind kind) {
    if (value.isContainer()) {
      throw unexpected(value, "PrimitiveValue");
    }
    throw unconvertible(value.asString(), kind);
  }

  private static ODataError unconvertible(String written, Kind kind) {
    return ODataError.body(
        "Cannot convert the literal '"
            + written
            + "' to the expected type '"
            + kind.edmName()
            + "'.");
  }

  private static ODataError unexpected(@Nullable JsonNode found, String expected) {
    String what =
        found == null || found.isValueNode()
            ? "PrimitiveValue"
            : found.isArray() ? "StartArray" : "StartObject";
    return ODataError.body(
        "An unexpected '"
            + what
            + "' node was found when reading from the JSON reader. A '"
            + expected
            + "' node was expected.");
  }
}
