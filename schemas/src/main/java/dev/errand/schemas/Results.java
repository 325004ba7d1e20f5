package dev.errand.schemas;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/**
 * Results as CloudEvents. The same result is the same bytes, in every process and for ever.
 * Thread-safe.
 */
public final class Results {

  private static final URI SOURCE = URI.create("urn:errand");
  private static final URI SCHEMA = URI.create("urn:errand:result:1");

  /** What the result of an event without a legible type is called. */
  private static final OperationName UNKNOWN = new OperationName("command.unknown");

  /** While a new version is rolled out, the one before meets results that say more. */
  private static final ObjectReader READER =
      WireJson.mapper()
          .readerFor(ResultData.class)
          .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  private Results() {}

  /** The event of a result. The record's key is its subject, the user. */
  public static CloudEvent write(Result result) {
    return event(result, data(result));
  }

  /** The data of a result's event, which is what to keep of it beside the user and the trace. */
  public static byte[] data(Result result) {
    return WireJson.mapper().writeValueAsBytes(ResultData.of(result));
  }

  /** The event of a result of which {@link #data} was kept: the same as {@link #write} gave. */
  public static CloudEvent event(UserId user, byte[] data, @Nullable String traceparent) {
    return event(result(user, data, traceparent), data);
  }

  /**
   * Reads a result, for those who asked; what a later version says beside it is passed over.
   *
   * @throws RuntimeException if the event is not one that {@link #write} made
   */
  public static Result read(CloudEvent event) {
    Object traceparent = event.getExtension(Attributes.TRACEPARENT);
    return result(
        new UserId(Objects.requireNonNull(event.getSubject())),
        Objects.requireNonNull(event.getData()).toBytes(),
        traceparent == null ? null : traceparent.toString());
  }

  private static Result result(UserId user, byte[] data, @Nullable String traceparent) {
    ResultData read = READER.readValue(data);
    return read.result(user, traceparent);
  }

  private static CloudEvent event(Result result, byte[] data) {
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(result.id())
            .withSource(SOURCE)
            .withType(operation(result).resultType(result.status()))
            .withSubject(result.user().value())
            .withTime(ResultData.of(result).timing().finishedAt().atOffset(ZoneOffset.UTC))
            .withDataSchema(SCHEMA)
            .withData(Attributes.JSON, data);
    if (result.command().traceparent() != null) {
      event.withExtension(Attributes.TRACEPARENT, result.command().traceparent());
    }
    return event.build();
  }

  private static OperationName operation(Result result) {
    String type = result.command().type();
    return type != null && OperationName.fitsCommandType(type)
        ? OperationName.ofCommandType(type)
        : UNKNOWN;
  }
}
