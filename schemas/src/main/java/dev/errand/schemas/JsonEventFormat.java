package dev.errand.schemas;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.SpecVersion;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.core.format.EventFormat;
import io.cloudevents.rw.CloudEventDataMapper;
import io.cloudevents.rw.CloudEventRWException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The CloudEvents JSON format, for structured mode, read as strictly as our data is. The
 * CloudEvents library finds it as a service. Thread-safe.
 */
public final class JsonEventFormat implements EventFormat {

  public static final String CONTENT_TYPE = "application/cloudevents+json";

  private static final String SPEC_VERSION = "specversion";
  private static final String DATA_CONTENT_TYPE = "datacontenttype";
  private static final String DATA = "data";
  private static final String DATA_BASE64 = "data_base64";
  private static final Set<String> NO_ATTRIBUTES = Set.of(SPEC_VERSION, DATA, DATA_BASE64);

  /** Data of full size and attributes of bearable sizes. */
  private static final int MAX_BYTES = WireJson.MAX_DATA_BYTES + 16_384;

  @Override
  public String serializedContentType() {
    return CONTENT_TYPE;
  }

  @Override
  public Set<String> deserializableContentTypes() {
    return Set.of(CONTENT_TYPE);
  }

  @Override
  public byte[] serialize(CloudEvent event) {
    ObjectNode json = WireJson.mapper().createObjectNode();
    json.put(SPEC_VERSION, event.getSpecVersion().toString());
    event.getAttributeNames().stream()
        .filter(name -> !name.equals(SPEC_VERSION))
        .sorted()
        .forEach(name -> put(json, name, event.getAttribute(name)));
    event.getExtensionNames().stream()
        .sorted()
        .forEach(name -> put(json, name, event.getExtension(name)));
    if (event.getData() != null) {
      putData(json, event.getDataContentType(), event.getData().toBytes());
    }
    return WireJson.mapper().writeValueAsBytes(json);
  }

  @Override
  public CloudEvent deserialize(
      byte[] bytes, CloudEventDataMapper<? extends CloudEventData> mapper) {
    JsonNode json = object(bytes);
    if (!json.path(SPEC_VERSION).asString("").equals(SpecVersion.V1.toString())) {
      throw refused("specversion is not 1.0");
    }
    try {
      CloudEventBuilder event = CloudEventBuilder.v1();
      attributes(json).forEach(event::withContextAttribute);
      byte[] data = data(json);
      if (data != null) {
        event.withData(mapper.map(BytesCloudEventData.wrap(data)));
      }
      return event.build();
    } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
      throw refused("an attribute is missing or malformed");
    }
  }

  /**
   * The attributes of an event that may be none, for its answer; empty if it is not even an object.
   */
  public static Map<String, String> attributes(byte[] bytes) {
    return StrictJson.read(bytes, MAX_BYTES) instanceof StrictJson.Parsed.Tree(JsonNode json)
        ? attributes(json)
        : Map.of();
  }

  private static JsonNode object(byte[] bytes) {
    return switch (StrictJson.read(bytes, MAX_BYTES)) {
      case StrictJson.Parsed.Tree(JsonNode json) when json.isObject() -> json;
      case StrictJson.Parsed.Tree _ -> throw refused("the event is no JSON object");
      case StrictJson.Parsed.Refused(String reason) -> throw refused("the event " + reason);
    };
  }

  private static Map<String, String> attributes(JsonNode json) {
    Map<String, String> attributes = new HashMap<>();
    json.forEachEntry(
        (name, value) -> {
          if (value.isValueNode() && !value.isNull() && !NO_ATTRIBUTES.contains(name)) {
            attributes.put(name, value.asString());
          }
        });
    if (json.has(DATA)) {
      attributes.putIfAbsent(DATA_CONTENT_TYPE, Attributes.JSON);
    }
    return attributes;
  }

  private static byte @Nullable [] data(JsonNode json) {
    if (json.has(DATA) && json.has(DATA_BASE64)) {
      throw new IllegalArgumentException("Data twice");
    }
    if (json.has(DATA_BASE64)) {
      return Base64.getDecoder().decode(json.path(DATA_BASE64).asString());
    }
    return json.has(DATA) ? WireJson.mapper().writeValueAsBytes(json.path(DATA)) : null;
  }

  private static void put(ObjectNode json, String name, @Nullable Object value) {
    switch (value) {
      case null -> {}
      case Boolean flag -> json.put(name, flag);
      case Integer number -> json.put(name, number);
      default -> json.put(name, value.toString());
    }
  }

  private static void putData(ObjectNode json, @Nullable String contentType, byte[] data) {
    if (Attributes.JSON.equals(contentType)) {
      json.set(DATA, WireJson.mapper().readTree(data));
    } else {
      json.put(DATA_BASE64, Base64.getEncoder().encodeToString(data));
    }
  }

  private static EventDeserializationException refused(String reason) {
    return new EventDeserializationException(new IllegalArgumentException(reason));
  }
}
