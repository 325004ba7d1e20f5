package dev.errand.schemas;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The data of a result's event, in the order of its bytes: all of it but the user and the trace.
 */
record ResultData(
    Answered command,
    Status status,
    @Nullable JsonNode output,
    @Nullable Problem problem,
    int attempts,
    Times timing) {

  static ResultData of(Result result) {
    return new ResultData(
        Answered.of(result.command()),
        result.status(),
        result.output(),
        result.problem(),
        result.attempts(),
        Times.of(result.timing()));
  }

  Result result(UserId user, @Nullable String traceparent) {
    return new Result(
        user, command.answered(traceparent), status, output, problem, attempts, timing.timing());
  }

  record Answered(
      String id,
      @Nullable String type,
      @Nullable String source,
      @Nullable String agent,
      @Nullable String conversation,
      @Nullable String replays) {

    static Answered of(Result.Answered command) {
      return new Answered(
          command.id().value(),
          command.type(),
          command.source(),
          command.agent(),
          command.conversation(),
          command.replays() == null ? null : command.replays().value());
    }

    Result.Answered answered(@Nullable String traceparent) {
      return new Result.Answered(
          new CommandId(id),
          type,
          source,
          agent,
          conversation,
          traceparent,
          replays == null ? null : new CommandId(replays));
    }
  }

  /** Times to the millisecond, waits in milliseconds and in the order of their causes. */
  record Times(
      Instant acceptedAt,
      @Nullable Instant startedAt,
      Instant finishedAt,
      Map<WaitCause, Long> waited) {

    static Times of(Timing timing) {
      Map<WaitCause, Long> waited = new EnumMap<>(WaitCause.class);
      timing.waited().forEach((cause, time) -> waited.put(cause, time.toMillis()));
      return new Times(
          millis(timing.acceptedAt()),
          timing.startedAt() == null ? null : millis(timing.startedAt()),
          millis(timing.finishedAt()),
          waited);
    }

    Timing timing() {
      Map<WaitCause, Duration> durations = new EnumMap<>(WaitCause.class);
      waited.forEach((cause, millis) -> durations.put(cause, Duration.ofMillis(millis)));
      return new Timing(acceptedAt, startedAt, finishedAt, durations);
    }

    private static Instant millis(Instant time) {
      return time.truncatedTo(ChronoUnit.MILLIS);
    }
  }
}
