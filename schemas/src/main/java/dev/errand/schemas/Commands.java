package dev.errand.schemas;

import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.Reading.Accepted;
import dev.errand.schemas.Reading.Rejected;
import dev.errand.schemas.Reading.Unreadable;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Commands as CloudEvents. Reading never throws: whatever arrives is a {@link Reading}.
 * Thread-safe.
 */
public final class Commands {

  private static final byte[] NOTHING = {};

  private final OperationCatalog catalog;
  private final Topics topics;
  private final String notBefore;

  /**
   * Reads what arrives on one commands topic.
   *
   * @param topics whose operations there are here; those of other topics are unknown
   */
  public Commands(OperationCatalog catalog, Topics topics) {
    this(catalog, topics, Attributes.NOT_BEFORE);
  }

  private Commands(OperationCatalog catalog, Topics topics, String notBefore) {
    this.catalog = catalog;
    this.topics = topics;
    this.notBefore = notBefore;
  }

  /** Reads the same, for those who know its attributes by their names over HTTP. */
  public static Commands overHttp(OperationCatalog catalog, Topics topics) {
    return new Commands(catalog, topics, "notBefore");
  }

  /**
   * Reads one event.
   *
   * @param key of its record: the subject in UTF-8, else the command could overtake others of its
   *     user
   */
  public Reading read(CloudEvent event, byte @Nullable [] key) {
    Map<String, String> attributes = attributes(event);
    if (!addressed(attributes)) {
      return refuse(attributes, "");
    }
    if (!offered(event.getType())) {
      return rejected(attributes, unknownOperation());
    }
    Envelope envelope = new Envelope(event, key, notBefore);
    OperationName operation = OperationName.ofCommandType(event.getType());
    return switch (catalog.validate(operation, data(event))) {
      case Validation.Valid(JsonNode data) -> {
        Command command = envelope.command(operation, data);
        yield envelope.reasons().isEmpty()
            ? new Accepted(command)
            : rejected(attributes, invalid(envelope.reasons()));
      }
      case Validation.Invalid(List<String> reasons) -> rejected(attributes, invalid(reasons));
    };
  }

  /**
   * Answers what is no CloudEvent, as far as it can be answered.
   *
   * @param attributes those that could be read, by their CloudEvents names
   * @param reason why it is none, without anything of its content
   */
  public Reading refuse(Map<String, String> attributes, String reason) {
    return addressed(attributes)
        ? rejected(attributes, invalid(List.of(reason)))
        : new Unreadable(
            "Names no user (subject) or no command (id)" + (reason.isEmpty() ? "" : "; " + reason));
  }

  /** The event of a command, for those who publish one. The record's key is its subject. */
  public static CloudEvent write(Command command) {
    CloudEventBuilder event =
        CloudEventBuilder.v1()
            .withId(command.id().value())
            .withSource(URI.create(command.source()))
            .withType(command.operation().commandType())
            .withSubject(command.user().value())
            .withDataSchema(URI.create(command.operation().dataSchema()))
            .withData(Attributes.JSON, WireJson.mapper().writeValueAsBytes(command.data()))
            .withExtension(Attributes.PRIORITY, command.priority().wireName());
    if (command.deadline() != null) {
      event.withExtension(Attributes.DEADLINE, command.deadline().atOffset(ZoneOffset.UTC));
    }
    if (command.hold() != null) {
      event.withExtension(Attributes.HOLD, command.hold().toString());
    }
    if (command.notBefore() != null) {
      event.withExtension(Attributes.NOT_BEFORE, command.notBefore().atOffset(ZoneOffset.UTC));
    }
    if (command.undo() != null) {
      event.withExtension(Attributes.UNDO, command.undo().toString());
    }
    if (command.agent() != null) {
      event.withExtension(Attributes.AGENT, command.agent());
    }
    if (command.conversation() != null) {
      event.withExtension(Attributes.CONVERSATION, command.conversation());
    }
    if (command.replays() != null) {
      event.withExtension(Attributes.REPLAYS, command.replays().value());
    }
    if (command.traceparent() != null) {
      event.withExtension(Attributes.TRACEPARENT, command.traceparent());
    }
    return event.build();
  }

  private boolean offered(String type) {
    return OperationName.fitsCommandType(type)
        && catalog
            .arriving(OperationName.ofCommandType(type))
            .filter(operation -> operation.topics().equals(topics))
            .isPresent();
  }

  private static boolean addressed(Map<String, String> attributes) {
    return UserId.fits(attributes.get(Attributes.SUBJECT))
        && CommandId.fits(attributes.get(Attributes.ID));
  }

  private static Rejected rejected(Map<String, String> attributes, Problem problem) {
    return new Rejected(
        new UserId(attributes.getOrDefault(Attributes.SUBJECT, "")),
        Envelope.answered(attributes),
        problem);
  }

  static Problem invalid(List<String> reasons) {
    return Problem.of(ProblemCode.INVALID_COMMAND, "The command is not valid")
        .detail(String.join("; ", reasons))
        .action("Correct it and send it again under a new id");
  }

  private static Problem unknownOperation() {
    return Problem.of(ProblemCode.UNKNOWN_OPERATION, "There is no such operation")
        .detail("The event's type does not name an operation of this topic");
  }

  private static byte[] data(CloudEvent event) {
    CloudEventData data = event.getData();
    return data == null ? NOTHING : data.toBytes();
  }

  private static Map<String, String> attributes(CloudEvent event) {
    Map<String, String> attributes = new HashMap<>();
    put(attributes, Attributes.ID, event.getId());
    put(attributes, Attributes.SUBJECT, event.getSubject());
    put(attributes, Attributes.TYPE, event.getType());
    put(attributes, Attributes.SOURCE, event.getSource());
    event.getExtensionNames().forEach(name -> put(attributes, name, event.getExtension(name)));
    return attributes;
  }

  private static void put(Map<String, String> attributes, String name, @Nullable Object value) {
    if (value != null) {
      attributes.put(name, value.toString());
    }
  }
}
