package dev.errand.runtime.postgres;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command in a row of {@code pending}: what its columns do not say, as JSON. */
record StoredCommand(
    String operation,
    String source,
    @Nullable Instant deadline,
    @Nullable String hold,
    @Nullable Instant notBefore,
    @Nullable String undo,
    @Nullable String agent,
    @Nullable String conversation,
    @Nullable String traceparent,
    JsonNode data,
    @Nullable String replays,
    @Nullable Instant postponedAt) {

  /** In a rolling update the older version meets rows of the newer one. */
  private static final JsonMapper LENIENT =
      WireJson.mapper()
          .rebuild()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /** So many bytes of it hold its operation, which is written first. */
  static final int BEGINNING = 128;

  /** The operation, of no more than the beginning. */
  static String operation(byte[] beginning) {
    try (JsonParser json = LENIENT.createParser(beginning)) {
      if (json.nextToken() == JsonToken.START_OBJECT
          && "operation".equals(json.nextName())
          && json.nextToken() == JsonToken.VALUE_STRING) {
        return json.getString();
      }
      throw new IllegalStateException("A stored command does not begin with its operation");
    }
  }

  static byte[] write(Command command) {
    return write(command, null);
  }

  /**
   * As it is queued.
   *
   * @param postponedAt when it came first, if its time had not come then
   */
  static byte[] write(Command command, @Nullable Instant postponedAt) {
    return WireJson.mapper()
        .writeValueAsBytes(
            new StoredCommand(
                command.operation().value(),
                command.source(),
                command.deadline(),
                written(command.hold()),
                command.notBefore(),
                written(command.undo()),
                command.agent(),
                command.conversation(),
                command.traceparent(),
                command.data(),
                command.replays() == null ? null : command.replays().value(),
                postponedAt));
  }

  static Command read(String user, String id, int priority, byte[] payload) {
    return of(payload).command(user, id, priority);
  }

  static StoredCommand of(byte[] payload) {
    return LENIENT.readValue(payload, StoredCommand.class);
  }

  Command command(String user, String id, int priority) {
    return new Command(
        new UserId(user),
        new CommandId(id),
        new OperationName(operation),
        source,
        priority(priority),
        deadline,
        read(hold),
        notBefore,
        read(undo),
        agent,
        conversation,
        traceparent,
        data,
        replays == null ? null : new CommandId(replays));
  }

  private static @Nullable String written(@Nullable Duration duration) {
    return duration == null ? null : duration.toString();
  }

  private static @Nullable Duration read(@Nullable String duration) {
    return duration == null ? null : Duration.parse(duration);
  }

  /** Interactive sorts first. */
  static int number(Priority priority) {
    return switch (priority) {
      case INTERACTIVE -> 0;
      case BULK -> 1;
    };
  }

  static Priority priority(int number) {
    return number == 0 ? Priority.INTERACTIVE : Priority.BULK;
  }
}
