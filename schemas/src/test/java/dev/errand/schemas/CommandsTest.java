package dev.errand.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.mail.MailDelivery;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.OriginalCommand;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class CommandsTest {

  private static final String TRACEPARENT =
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final Commands commands = new Commands(new OperationCatalog(), Topics.NOTE);

  @Test
  void aCommandThatIsWrittenIsReadAgain() {
    Command command =
        new Command(
            new UserId("alice"),
            new CommandId("c-1"),
            new OperationName("note.create"),
            "urn:agent:1",
            Priority.BULK,
            Instant.parse("2026-01-02T03:04:05.678Z"),
            "agent-1",
            "conversation-1",
            TRACEPARENT,
            json("{\"markdown\":\"# Hello\",\"tags\":[\"a\"]}"));

    assertThat(commands.read(Commands.write(command), bytes("alice")))
        .isEqualTo(new Reading.Accepted(command));
  }

  @Test
  void whatWorkersAskOfThemselvesIsReadUnderTheIdsThatTheyGive() {
    Command look =
        new Command(
            new UserId("alice"),
            MailDelivery.id(new CommandId("c-1"), 1),
            MailOperations.MAIL_DELIVERY,
            "urn:errand",
            Priority.BULK,
            null,
            null,
            null,
            null,
            WireJson.mapper()
                .valueToTree(
                    new MailDelivery(
                        new OriginalCommand("c-1", null, null, null, null, null),
                        "<1@example.com>",
                        Instant.parse("2026-01-02T03:04:05Z"),
                        Instant.parse("2026-01-02T03:04:05Z"),
                        1,
                        List.of())));
    assertThat(
            new Commands(new OperationCatalog(), Topics.MAIL)
                .read(Commands.write(look), bytes("alice")))
        .isEqualTo(new Reading.Accepted(look));
  }

  @Test
  void aCommandForLaterIsReadAsItIsWritten() {
    Command command =
        new Command(
                new UserId("alice"),
                new CommandId("c-1"),
                new OperationName("note.create"),
                "urn:agent:1",
                Priority.INTERACTIVE,
                Instant.parse("2026-01-02T03:04:05.679Z"),
                null,
                null,
                null,
                json("{\"markdown\":\"Hello\"}"))
            .later(Instant.parse("2026-01-02T03:04:05.678Z"), Duration.ofSeconds(30));
    assertThat(commands.read(Commands.write(command), bytes("alice")))
        .isEqualTo(new Reading.Accepted(command));
  }

  @Test
  void nothingIsDoneBeforeTheLaterOfItsTimes() {
    Instant accepted = Instant.parse("2026-01-02T03:04:05Z");
    if (!(commands.read(event().build(), bytes("alice")) instanceof Reading.Accepted(var plain))) {
      throw new AssertionError();
    }
    Instant later = accepted.plusSeconds(20);
    assertThat(plain.due(accepted)).isEqualTo(accepted);
    assertThat(plain.later(later, null).due(accepted)).isEqualTo(later);
    assertThat(plain.later(accepted.minusSeconds(1), null).due(accepted)).isEqualTo(accepted);
    assertThat(plain.later(later, Duration.ofSeconds(10)).due(accepted)).isEqualTo(later);
    assertThat(plain.later(later, Duration.ofSeconds(30)).due(accepted))
        .isEqualTo(accepted.plusSeconds(30));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, 0", "PT30M, 1800", "P1DT1S, 86401", "P7D, 604800", "PT604800S, 604800"})
  void itSaysHowLongItMayWaitForItsPerson(String hold, long seconds) {
    Reading reading = commands.read(event().withExtension("hold", hold).build(), bytes("alice"));
    Command command = ((Reading.Accepted) reading).command();

    assertThat(command.hold()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(commands.read(Commands.write(command), bytes("alice")))
        .isEqualTo(new Reading.Accepted(command));
  }

  @Test
  void aReplayKeepsTheNameByWhichEffectsAreKnown() {
    Command first = ((Reading.Accepted) commands.read(event().build(), bytes("alice"))).command();
    Command replay =
        ((Reading.Accepted)
                commands.read(
                    event().withId("c-1.replay-1").withExtension("replays", "c-1").build(),
                    bytes("alice")))
            .command();

    assertThat(replay.id()).isNotEqualTo(first.id());
    assertThat(replay.effectId()).isEqualTo(first.effectId()).isEqualTo(first.id());
    assertThat(commands.read(Commands.write(replay), bytes("alice")))
        .isEqualTo(new Reading.Accepted(replay));
  }

  @Test
  void whatIsLeftOutIsAbsentAndInteractive() {
    Reading reading = commands.read(event().build(), bytes("alice"));

    assertThat(reading)
        .isEqualTo(
            new Reading.Accepted(
                new Command(
                    new UserId("alice"),
                    new CommandId("c-1"),
                    new OperationName("note.create"),
                    "urn:agent:1",
                    Priority.INTERACTIVE,
                    null,
                    null,
                    null,
                    null,
                    json("{\"markdown\":\"Hello\"}"))));
  }

  @Test
  void aMalformedTraceparentIsDropped() {
    CloudEvent event =
        event().withExtension("traceparent", TRACEPARENT.toUpperCase(Locale.ROOT)).build();

    assertThat(commands.read(event, bytes("alice")))
        .isInstanceOfSatisfying(
            Reading.Accepted.class, it -> assertThat(it.command().traceparent()).isNull());
  }

  @Test
  void anotherKeyThanTheSubjectIsAnInvalidCommand() {
    assertRejected(event().build(), bytes("bob"), ProblemCode.INVALID_COMMAND, "record's key");
    assertRejected(event().build(), null, ProblemCode.INVALID_COMMAND, "record's key");
  }

  @Test
  void anOperationOfAnotherTopicIsUnknown() {
    CloudEvent event = event().withType("dev.errand.folder.list").withData(bytes("{}")).build();

    assertRejected(event, bytes("alice"), ProblemCode.UNKNOWN_OPERATION, "this topic");
  }

  @Test
  void aFieldThatIsNotKnownIsNamedAndItsValueIsNot() {
    CloudEvent event =
        event().withData(bytes("{\"markdown\":\"x\",\"colour\":\"canary\"}")).build();

    assertRejected(event, bytes("alice"), ProblemCode.INVALID_COMMAND, "unknown property colour");
    assertThat(commands.read(event, bytes("alice")).toString()).doesNotContain("canary");
  }

  private void assertRejected(
      CloudEvent event, byte @Nullable [] key, ProblemCode code, String detail) {
    assertThat(commands.read(event, key))
        .isInstanceOfSatisfying(
            Reading.Rejected.class,
            rejected -> {
              assertThat(rejected.user()).isEqualTo(new UserId("alice"));
              assertThat(rejected.id()).isEqualTo(new CommandId("c-1"));
              assertThat(rejected.problem().code()).isEqualTo(code);
              assertThat(rejected.problem().detail()).contains(detail);
            });
  }

  private static CloudEventBuilder event() {
    return CloudEventBuilder.v1()
        .withId("c-1")
        .withSource(URI.create("urn:agent:1"))
        .withType("dev.errand.note.create")
        .withSubject("alice")
        .withData("application/json", bytes("{\"markdown\":\"Hello\"}"));
  }

  private static JsonNode json(String text) {
    return WireJson.mapper().readTree(text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
