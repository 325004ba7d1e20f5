package dev.errand.apiingest.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.errand.schemas.CommandId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of a command so far.
 *
 * @param state {@code accepted} (on its way to a worker), {@code unconfirmed} (Kafka never said
 *     that it has it; the caller was told so), {@code waiting}, {@code running} or {@code done}
 * @param waiting for what, exactly when it waits
 * @param result as it went to the results topic, exactly when it is done
 * @param bounces the reports that the mail which it sent came back, where there are any
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandState(
    String id,
    @Nullable String operation,
    String state,
    @Nullable Waiting waiting,
    @Nullable JsonNode result,
    @Nullable List<JsonNode> bounces) {

  /**
   * What a command waits for.
   *
   * @param cause one of the closed wait causes, or {@code postponed}: its time has not come
   * @param until not before then; absent where nobody knows
   * @param position its place among the user's commands to that provider, 1 if it is the next;
   *     absent beyond {@value LaneWaits#COUNTED}
   * @param estimate about when its turn comes; absent where nobody can honestly say
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Waiting(
      String cause,
      @Nullable Instant until,
      @Nullable Integer position,
      @Nullable Instant estimate) {}

  static CommandState accepted(CommandId id, @Nullable String operation) {
    return new CommandState(id.value(), operation, "accepted", null, null, null);
  }

  static CommandState unconfirmed(CommandId id, String operation) {
    return new CommandState(id.value(), operation, "unconfirmed", null, null, null);
  }

  static CommandState waiting(CommandId id, @Nullable String operation, Waiting waiting) {
    return new CommandState(id.value(), operation, "waiting", waiting, null, null);
  }

  static CommandState running(CommandId id, @Nullable String operation) {
    return new CommandState(id.value(), operation, "running", null, null, null);
  }

  static CommandState done(
      CommandId id, @Nullable String operation, JsonNode result, List<JsonNode> bounces) {
    return new CommandState(
        id.value(), operation, "done", null, result, bounces.isEmpty() ? null : bounces);
  }
}
