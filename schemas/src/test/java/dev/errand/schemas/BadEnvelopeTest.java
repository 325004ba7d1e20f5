package dev.errand.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.errand.schemas.mail.MailDelivery;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.net.URI;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is no command for its attributes: answered if it names a user and an id, else unreadable.
 */
class BadEnvelopeTest {

  private static final byte[] ALICE = "alice".getBytes(UTF_8);

  private final Commands commands = new Commands(new OperationCatalog(), Topics.NOTE);

  @ParameterizedTest(name = "{0}")
  @MethodSource("answerable")
  void isAnswered(
      String what, UnaryOperator<CloudEventBuilder> bend, ProblemCode code, String detail) {
    Reading reading = commands.read(bend.apply(event()).build(), ALICE);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Rejected.class,
            rejected -> {
              assertThat(rejected.problem().code()).isEqualTo(code);
              assertThat(rejected.problem().detail()).contains(detail).doesNotContain("canary");
            });
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unanswerable")
  void isUnreadable(String what, UnaryOperator<CloudEventBuilder> bend) {
    Reading reading = commands.read(bend.apply(event()).build(), ALICE);

    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Unreadable.class, it -> assertThat(it.reason()).doesNotContain("canary"));
  }

  @Test
  void whatCannotBeRepeatedIsLeftOutOfTheAnswer() {
    Map<String, String> attributes =
        Map.of(
            "id", "c-1",
            "subject", "alice",
            "type", "two\nlines",
            "source", "s".repeat(257),
            "agent", "an agent",
            "traceparent", "00-00000000000000000000000000000000-00f067aa0ba902b7-01");

    assertThat(commands.refuse(attributes, "reason"))
        .isInstanceOfSatisfying(
            Reading.Rejected.class,
            rejected ->
                assertThat(rejected.answered())
                    .isEqualTo(
                        new Result.Answered(
                            new CommandId("c-1"), null, null, "an agent", null, null)));
  }

  private static Stream<Arguments> answerable() {
    ProblemCode invalid = ProblemCode.INVALID_COMMAND;
    ProblemCode unknown = ProblemCode.UNKNOWN_OPERATION;
    return Stream.of(
        arguments("another type", type("org.example.canary"), unknown, "operation"),
        arguments("an operation there is not", type("dev.errand.note.burn"), unknown, "operation"),
        arguments("another topic's operation", type("dev.errand.mail.get"), unknown, "operation"),
        arguments("a result", type("dev.errand.note.get.failed"), unknown, "operation"),
        arguments("a type in capitals", type("dev.errand.NOTE.GET"), unknown, "operation"),
        arguments("a type of 10,000", type("t".repeat(10_000)), unknown, "operation"),
        arguments(
            "an id of a look whether a mail came back",
            id(MailDelivery.id(new CommandId("canary"), 2).value()),
            invalid,
            "only workers give"),
        arguments("no content type", content(null), invalid, "datacontenttype"),
        arguments("text", content("text/plain"), invalid, "datacontenttype"),
        arguments("JSON in UTF-16", content("application/json;charset=utf-16"), invalid, "datac"),
        arguments("another schema", schema("urn:errand:note.create:2"), invalid, "dataschema is"),
        arguments("another's schema", schema("urn:errand:note.append:1"), invalid, "dataschema is"),
        arguments("a long source", source("urn:" + "s".repeat(300)), invalid, "source is not"),
        arguments("an empty source", source(""), invalid, "source is not"),
        arguments("a third priority", with("priority", "canary"), invalid, "priority is neither"),
        arguments("a priority in capitals", with("priority", "BULK"), invalid, "priority is"),
        arguments("an empty deadline", with("deadline", ""), invalid, "deadline is not"),
        arguments("a day", with("deadline", "2026-01-02"), invalid, "deadline is not"),
        arguments("no zone", with("deadline", "2026-01-02T03:04:05"), invalid, "deadline is not"),
        arguments(
            "year 10000", with("deadline", "+10000-01-01T00:00:00Z"), invalid, "deadline is not"),
        arguments("1735786800", with("deadline", "1735786800"), invalid, "deadline is not"),
        arguments(
            "a notbefore without a zone",
            with("notbefore", "2026-11-21T00:00:00"),
            invalid,
            "notbefore is not"),
        arguments(
            "a notbefore that is not before the deadline",
            (UnaryOperator<CloudEventBuilder>)
                event ->
                    event
                        .withExtension("notbefore", "2026-11-21T00:00:00Z")
                        .withExtension("deadline", "2026-11-21T00:00:00Z"),
            invalid,
            "notbefore is not before the deadline"),
        arguments("an undo of more than a day", with("undo", "P1DT1S"), invalid, "undo is not"),
        arguments("an undo in words", with("undo", "a while"), invalid, "undo is not"),
        arguments("an empty hold", with("hold", ""), invalid, "hold is not"),
        arguments("a hold of nothing", with("hold", "P"), invalid, "hold is not"),
        arguments("a hold that ends in T", with("hold", "P1DT"), invalid, "hold is not"),
        arguments("a hold below zero", with("hold", "PT-1S"), invalid, "hold is not"),
        arguments("a hold longer than a week", with("hold", "P7DT1S"), invalid, "hold is not"),
        arguments("a hold in months", with("hold", "P1M"), invalid, "hold is not"),
        arguments("86400", with("hold", "86400"), invalid, "hold is not"),
        arguments("a long agent", with("agent", "a".repeat(129)), invalid, "agent is not"),
        arguments("an empty agent", with("agent", ""), invalid, "agent is not"),
        arguments("an agent of two lines", with("agent", "canary\nb"), invalid, "agent is not"),
        arguments("half a character", with("agent", "\ud83d"), invalid, "agent is not"),
        arguments(
            "a long conversation",
            with("conversation", "c".repeat(257)),
            invalid,
            "conversation is not"),
        arguments("a replay of a long id", with("replays", "i".repeat(129)), invalid, "replays is"),
        arguments("a replay of a sentence", with("replays", "c 1"), invalid, "replays is not"),
        arguments("a replay of itself", with("replays", "c-1"), invalid, "replays is not the id"),
        arguments("no data", bent(CloudEventBuilder::withoutData), invalid, "is empty"),
        arguments(
            "broken data",
            bent(event -> event.withData("canary".getBytes(UTF_8))),
            invalid,
            "not well-formed"),
        arguments(
            "two faults",
            bent(it -> it.withExtension("priority", "x").withExtension("agent", "")),
            invalid,
            "priority is neither interactive nor bulk; agent"));
  }

  private static Stream<Arguments> unanswerable() {
    return Stream.of(
        arguments("no subject", subject(null)),
        arguments("an empty subject", subject("")),
        arguments("a subject with a space", subject("alice canary")),
        arguments("a subject of two lines", subject("alice\n")),
        arguments("a subject of 129", subject("a".repeat(129))),
        arguments("a subject beyond ASCII", subject("\u0430lice")),
        arguments("an id with a space", id("c 1")),
        arguments("an id with a line break", id("c-1\n")),
        arguments("an id of 129", id("c".repeat(129))),
        arguments("an id of a million", id("c".repeat(1_000_000))),
        arguments("an id beyond ASCII", id("\u0441-1")));
  }

  private static UnaryOperator<CloudEventBuilder> type(String type) {
    return event -> event.withType(type);
  }

  private static UnaryOperator<CloudEventBuilder> content(@Nullable String type) {
    return event -> type == null ? event.withoutDataContentType() : event.withDataContentType(type);
  }

  private static UnaryOperator<CloudEventBuilder> schema(String schema) {
    return event -> event.withDataSchema(URI.create(schema));
  }

  private static UnaryOperator<CloudEventBuilder> source(String source) {
    return event -> event.withSource(URI.create(source));
  }

  private static UnaryOperator<CloudEventBuilder> with(String extension, String value) {
    return event -> event.withExtension(extension, value);
  }

  private static UnaryOperator<CloudEventBuilder> bent(UnaryOperator<CloudEventBuilder> bend) {
    return bend;
  }

  private static UnaryOperator<CloudEventBuilder> id(String id) {
    return event -> event.withId(id);
  }

  private static UnaryOperator<CloudEventBuilder> subject(@Nullable String subject) {
    return event -> event.withSubject(subject);
  }

  private static CloudEventBuilder event() {
    return CloudEventBuilder.v1()
        .withId("c-1")
        .withSource(URI.create("urn:agent:1"))
        .withType("dev.errand.note.create")
        .withSubject("alice")
        .withData("application/json", "{\"markdown\":\"Hello\"}".getBytes(UTF_8));
  }
}
