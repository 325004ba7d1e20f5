package dev.errand.sandbox.http;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the sandbox reads and writes it: trees. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  public static ArrayNode array() {
    return JsonNodeFactory.instance.arrayNode();
  }

  /**
   * One JSON value as a tree.
   *
   * @throws JacksonException if it is not one JSON value
   */
  public static JsonNode parse(byte[] bytes) {
    return MAPPER.readTree(bytes);
  }

  public static JsonNode parse(String text) {
    return MAPPER.readTree(text);
  }

  /**
   * One JSON value as a record; an unknown field is refused, an empty body is an empty object.
   *
   * @throws JacksonException if it does not fit
   */
  public static <T> T read(byte[] bytes, Class<T> type) {
    return bytes.length == 0 ? MAPPER.readValue("{}", type) : MAPPER.readValue(bytes, type);
  }

  public static byte[] bytes(JsonNode node) {
    return MAPPER.writeValueAsBytes(node);
  }

  public static String text(JsonNode node) {
    return MAPPER.writeValueAsString(node);
  }

  /** A record, list or map as a tree. */
  public static JsonNode of(Object value) {
    return MAPPER.valueToTree(value);
  }
}
