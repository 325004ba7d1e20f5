package dev.errand.schemas;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
}
