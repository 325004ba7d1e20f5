package dev.errand.schemas;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The one end of a command.
 *
 * @param user whose command it was
 * @param command what the result answers
 * @param output what the operation gives, exactly when it succeeded
 * @param problem why it did not succeed, exactly when it did not
 * @param attempts how often the operation was run; 0 if it never was
 */
public record Result(
    UserId user,
    Answered command,
    Status status,
    @Nullable JsonNode output,
    @Nullable Problem problem,
    int attempts,
    Timing timing) {

  public Result {
    if ((status == Status.SUCCEEDED) != (problem == null)) {
      throw new IllegalArgumentException("A result has a problem exactly when it did not succeed");
    }
  }

  /** The id of the result event: the same for every copy of it. */
  public String id() {
    return command.id() + "/result";
  }

  /**
   * The command a result answers, as far as it could be read.
   *
   * @param type the CloudEvents type it came with; absent where that could not be read
   * @param traceparent continues the producer's trace; travels as a header, not in the data
   * @param replays the command it replays, if it is a replay
   */
  public record Answered(
      CommandId id,
      @Nullable String type,
      @Nullable String source,
      @Nullable String agent,
      @Nullable String conversation,
      @Nullable String traceparent,
      @Nullable CommandId replays) {

    /** Of a command that replays none. */
    public Answered(
        CommandId id,
        @Nullable String type,
        @Nullable String source,
        @Nullable String agent,
        @Nullable String conversation,
        @Nullable String traceparent) {
      this(id, type, source, agent, conversation, traceparent, null);
    }

    public static Answered of(Command command) {
      return new Answered(
          command.id(),
          command.operation().commandType(),
          command.source(),
          command.agent(),
          command.conversation(),
          command.traceparent(),
          command.replays());
    }
  }
}
