package dev.errand.runtime.kafka;

import dev.errand.schemas.Commands;
import dev.errand.schemas.JsonEventFormat;
import dev.errand.schemas.Reading;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Kafka records as CloudEvents and back, by the CloudEvents Kafka binding: both modes are read,
 * binary mode is written. The trace travels in the plain header {@code traceparent}, and within the
 * process as the extension of that name. Thread-safe.
 */
public final class EventCodec {

  private static final String PREFIX = "ce_";
  private static final String CONTENT_TYPE = "content-type";
  private static final String TRACEPARENT = "traceparent";

  private EventCodec() {}

  /** What a record holds. */
  public sealed interface Decoded {

    record Event(CloudEvent event) implements Decoded {}

    /**
     * No CloudEvent.
     *
     * @param attributes those that are legible all the same, by their CloudEvents names
     * @param reason without anything of the record's content
     */
    record Garbled(Map<String, String> attributes, String reason) implements Decoded {

      public Garbled {
        attributes = Map.copyOf(attributes);
      }
    }
  }

  /** Reads a record of a commands topic. Whatever it holds, this gives a value. */
  public static Reading read(Commands commands, ConsumerRecord<byte[], byte[]> record) {
    return switch (decode(record.headers(), record.value())) {
      case Decoded.Event(CloudEvent event) -> commands.read(event, record.key());
      case Decoded.Garbled(Map<String, String> attributes, String reason) ->
          commands.refuse(attributes, reason);
    };
  }

  /** Reads any record. Whatever it holds, this gives a value. */
  public static Decoded decode(Headers headers, byte @Nullable [] value) {
    if (value == null) {
      return new Decoded.Garbled(ofHeaders(headers), "the record has no value");
    }
    if (repeats(headers)) {
      return new Decoded.Garbled(ofHeaders(headers), "a CloudEvents header is there twice");
    }
    try {
      return new Decoded.Event(traced(event(headers, value), headers));
    } catch (EventDeserializationException e) {
      return new Decoded.Garbled(legible(headers, value), "the record is no CloudEvent in JSON");
    } catch (RuntimeException e) {
      // The library throws many types, some of them with what they read in their message.
      return new Decoded.Garbled(
          legible(headers, value), "the record is no CloudEvent, or lacks an attribute");
    }
  }

  /** The record of an event in binary mode, keyed by its subject. */
  public static ProducerRecord<byte[], byte[]> encode(String topic, CloudEvent event) {
    String subject = event.getSubject();
    if (subject == null) {
      throw new IllegalArgumentException("An event of ours has a subject");
    }
    ProducerRecord<byte[], byte[]> record =
        KafkaMessageFactory.createWriter(topic, subject.getBytes(StandardCharsets.UTF_8))
            .writeBinary(event);
    Header trace = record.headers().lastHeader(PREFIX + TRACEPARENT);
    if (trace != null) {
      record.headers().remove(PREFIX + TRACEPARENT).add(TRACEPARENT, trace.value());
    }
    return record;
  }

  private static CloudEvent event(Headers headers, byte[] value) {
    return KafkaMessageFactory.createReader(headers, value).toEvent();
  }

  private static CloudEvent traced(CloudEvent event, Headers headers) {
    String trace = text(headers.lastHeader(TRACEPARENT));
    return trace == null
        ? event
        : CloudEventBuilder.from(event).withExtension(TRACEPARENT, trace).build();
  }

  /** What can be read of a record that is no event, so that whoever sent it has an answer. */
  private static Map<String, String> legible(Headers headers, byte[] value) {
    String contentType = text(headers.lastHeader(CONTENT_TYPE));
    return contentType != null && contentType.startsWith(JsonEventFormat.CONTENT_TYPE)
        ? JsonEventFormat.attributes(value)
        : ofHeaders(headers);
  }

  private static boolean repeats(Headers headers) {
    Set<String> seen = new HashSet<>();
    for (Header header : headers) {
      if (isOurs(header) && !seen.add(header.key().toLowerCase(Locale.ROOT))) {
        return true;
      }
    }
    return false;
  }

  /** Attributes in headers; one that is there twice has no value. */
  private static Map<String, String> ofHeaders(Headers headers) {
    Map<String, String> attributes = new HashMap<>();
    Set<String> twice = new HashSet<>();
    for (Header header : headers) {
      String value = text(header);
      String key = header.key().toLowerCase(Locale.ROOT);
      if (key.startsWith(PREFIX)
          && value != null
          && attributes.put(key.substring(PREFIX.length()), value) != null) {
        twice.add(key.substring(PREFIX.length()));
      }
    }
    attributes.keySet().removeAll(twice);
    return attributes;
  }

  private static boolean isOurs(Header header) {
    String key = header.key().toLowerCase(Locale.ROOT);
    return key.startsWith(PREFIX) || key.equals(CONTENT_TYPE);
  }

  private static @Nullable String text(@Nullable Header header) {
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
