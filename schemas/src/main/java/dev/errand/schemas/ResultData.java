package dev.errand.schemas;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
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

  /**
   * Times to the millisecond, waits in milliseconds and in the order of their causes. A cause that
   * a later version tells is passed over: whoever met a word it does not know and stopped would
   * hold up all results of a partition.
   *
   * @param postponedMillis no cause of {@code waited}: versions before it know a closed set of them
   */
  record Times(
      Instant acceptedAt,
      @Nullable Instant startedAt,
      Instant finishedAt,
      Map<String, Long> waited,
      @Nullable Long postponedMillis) {

    static Times of(Timing timing) {
      Map<String, Long> waited = new LinkedHashMap<>();
      new TreeMap<>(timing.waited())
          .forEach((cause, time) -> waited.put(cause.wireName(), time.toMillis()));
      long postponed = timing.postponed().toMillis();
      return new Times(
          millis(timing.acceptedAt()),
          timing.startedAt() == null ? null : millis(timing.startedAt()),
          millis(timing.finishedAt()),
          waited,
          postponed > 0 ? postponed : null);
    }

    Timing timing() {
      Map<WaitCause, Duration> durations = new EnumMap<>(WaitCause.class);
      waited.forEach(
          (name, millis) ->
              WaitCause.find(name)
                  .ifPresent(cause -> durations.put(cause, Duration.ofMillis(millis))));
      Duration postponed =
          postponedMillis == null ? Duration.ZERO : Duration.ofMillis(postponedMillis);
      return new Timing(acceptedAt, startedAt, finishedAt, durations, postponed);
    }

    private static Instant millis(Instant time) {
      return time.truncatedTo(ChronoUnit.MILLIS);
    }
  }
}
