package dev.errand.schemas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonValue;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;

class ResultsTest {

  private static final Result.Answered COMMAND =
      new Result.Answered(
          new CommandId("c-1"), "dev.errand.note.append", "urn:agent:1", "agent-1", null, null);

  private static final Timing TIMING =
      new Timing(
          Instant.parse("2026-01-02T03:04:05.678912Z"),
          Instant.parse("2026-01-02T03:04:06Z"),
          Instant.parse("2026-01-02T03:04:07.100Z"),
          Map.of(WaitCause.LIMIT, Duration.ofMillis(250), WaitCause.RETRY, Duration.ofSeconds(1)));

  @Test
  void aResultIsTheSameBytesInOneFixedOrder() {
    Result result =
        new Result(
            new UserId("alice"),
            COMMAND,
            Status.SUCCEEDED,
            WireJson.mapper().readTree("{\"page\":\"p\",\"blocks\":2}"),
            null,
            1,
            TIMING);

    assertThat(new String(Results.data(result), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"command\":{\"id\":\"c-1\",\"type\":\"dev.errand.note.append\","
                + "\"source\":\"urn:agent:1\",\"agent\":\"agent-1\"},\"status\":\"succeeded\","
                + "\"output\":{\"page\":\"p\",\"blocks\":2},\"attempts\":1,"
                + "\"timing\":{\"acceptedAt\":\"2026-01-02T03:04:05.678Z\","
                + "\"startedAt\":\"2026-01-02T03:04:06Z\","
                + "\"finishedAt\":\"2026-01-02T03:04:07.100Z\","
                + "\"waited\":{\"limit\":250,\"retry\":1000}}}");
  }

  @Test
  void aResultThatIsReadAndWrittenAgainIsTheSameEvent() {
    Result result =
        new Result(
            new UserId("alice"),
            COMMAND,
            Status.FAILED,
            null,
            Problem.of(ProblemCode.NOT_FOUND, "The page is not there").detail("Gone").canRetry(),
            3,
            TIMING);
    CloudEvent event = Results.write(result);

    assertThat(Results.write(Results.read(event))).isEqualTo(event);
    assertThat(Results.event(result.user(), Results.data(result), null)).isEqualTo(event);
    assertThat(event.getId()).isEqualTo("c-1/result");
    assertThat(event.getType()).isEqualTo("dev.errand.note.append.failed");
  }

  @Test
  void aResultOfALaterVersionIsReadAndPublishedAsItIs() {
    UserId alice = new UserId("alice");
    byte[] data = Results.data(new Result(alice, COMMAND, Status.SUCCEEDED, null, null, 1, TIMING));
    byte[] later =
        new String(data, StandardCharsets.UTF_8)
            .replace("\"attempts\":1", "\"attempts\":1,\"cost\":{\"calls\":2}")
            .getBytes(StandardCharsets.UTF_8);

    CloudEvent event = Results.event(alice, later, null);
    assertThat(Results.read(event).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(requireNonNull(event.getData()).toBytes()).isEqualTo(later).isNotEqualTo(data);
  }

  @Test
  void aWaitForWhatOnlyALaterVersionKnowsIsPassedOverAndPublishedAsItIs() {
    UserId alice = new UserId("alice");
    byte[] data = Results.data(new Result(alice, COMMAND, Status.SUCCEEDED, null, null, 1, TIMING));
    byte[] later =
        new String(data, StandardCharsets.UTF_8)
            .replace("\"waited\":{", "\"waited\":{\"approval\":9000,")
            .getBytes(StandardCharsets.UTF_8);

    CloudEvent event = Results.event(alice, later, null);
    assertThat(requireNonNull(event.getData()).toBytes()).isEqualTo(later).isNotEqualTo(data);
    assertThat(Results.read(event).timing().waited()).isEqualTo(TIMING.waited());
  }

  @Test
  void howLongACommandWasPostponedIsToldBesideWhatItWaitedFor() {
    Result result = postponed(Duration.ofMinutes(3));

    assertThat(new String(Results.data(result), StandardCharsets.UTF_8))
        .endsWith("\"waited\":{\"limit\":250,\"retry\":1000},\"postponedMillis\":180000}}");
    assertThat(Results.read(Results.write(result)).timing().postponed())
        .isEqualTo(Duration.ofMinutes(3));
    assertThat(postponed(Duration.ZERO))
        .extracting(Results::data, InstanceOfAssertFactories.BYTE_ARRAY)
        .asString(StandardCharsets.UTF_8)
        .doesNotContain("postponed");
  }

  /** Such a version stops at a cause that it does not know, and with it a whole partition. */
  @Test
  void whoKnowsNothingOfPostponedCommandsReadsTheirResults() {
    EnumMap<WaitCause, Duration> everything = new EnumMap<>(WaitCause.class);
    for (WaitCause cause : WaitCause.values()) {
      everything.put(cause, Duration.ofMillis(1));
    }
    Timing timing =
        new Timing(
            TIMING.acceptedAt(),
            TIMING.startedAt(),
            TIMING.finishedAt(),
            everything,
            Duration.ofMinutes(3));
    byte[] data =
        Results.data(
            new Result(new UserId("alice"), COMMAND, Status.SUCCEEDED, null, null, 1, timing));

    Before read =
        WireJson.mapper()
            .readerFor(Before.class)
            .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .readValue(data);
    assertThat(read.timing().waited()).containsOnlyKeys(Before.Cause.values());
  }

  /** What a version without postponed commands reads of a result, as strict as it was. */
  record Before(Times timing) {

    record Times(
        Instant acceptedAt, Instant startedAt, Instant finishedAt, Map<Cause, Long> waited) {}

    enum Cause {
      EARLIER_COMMAND("earlier_command"),
      INTERACTIVE_FIRST("interactive_first"),
      LIMIT("limit"),
      RATE_LIMITED("rate_limited"),
      RETRY("retry"),
      PROVIDER_OUTAGE("provider_outage"),
      RECONNECT("reconnect"),
      TOKEN("token"),
      DOUBT("doubt");

      private final String wireName;

      Cause(String wireName) {
        this.wireName = wireName;
      }

      @JsonValue
      String wireName() {
        return wireName;
      }
    }
  }

  private static Result postponed(Duration time) {
    return new Result(
        new UserId("alice"),
        COMMAND,
        Status.SUCCEEDED,
        null,
        null,
        1,
        new Timing(
            TIMING.acceptedAt(), TIMING.startedAt(), TIMING.finishedAt(), TIMING.waited(), time));
  }
}
