package dev.errand.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.kafka.EventCodec.Decoded;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.JsonEventFormat;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Priority;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Reading;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import dev.errand.schemas.note.NoteOperations;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventCodecTest {

  private static final Command COMMAND =
      new Command(
          new UserId("alice"),
          new CommandId("c-1"),
          NoteOperations.NOTE_APPEND,
          "urn:agent:1",
          Priority.BULK,
          Instant.parse("2026-01-02T03:04:05Z"),
          "agent-1",
          "conversation-1",
          "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
          WireJson.mapper()
              .readTree(
                  "{\"page\":\"0f5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b\",\"markdown\":\"Zürich\"}"));

  private final Commands commands = new Commands(new OperationCatalog(), Topics.NOTE);

  @Test
  void aCommandInBinaryModeIsReadAsItWasWritten() {
    ProducerRecord<byte[], byte[]> written = encoded();

    assertThat(read(written.headers(), written.value())).isEqualTo(new Reading.Accepted(COMMAND));
    assertThat(written.key()).isEqualTo(bytes("alice"));
  }

  @Test
  void aCommandInStructuredModeIsTheSameCommand() {
    Headers headers = headers("content-type", "application/cloudevents+json; charset=UTF-8");
    byte[] value = new JsonEventFormat().serialize(Commands.write(COMMAND));

    assertThat(read(headers, value)).isEqualTo(new Reading.Accepted(COMMAND));
  }

  @Test
  void theTraceTravelsInThePlainHeaderWhichGoesBeforeAnAttribute() {
    Headers headers = encoded().headers();
    assertThat(headers.lastHeader("ce_traceparent")).isNull();
    String other = "00-11111111111111111111111111111111-2222222222222222-00";
    headers.add("ce_traceparent", bytes(other));

    assertThat(read(headers, encoded().value())).isEqualTo(new Reading.Accepted(COMMAND));
  }

  @Test
  void aRecordWithoutSourceOrWithABadTimeIsAnsweredSinceItNamesUserAndId() {
    Headers withoutSource = encoded().headers().remove("ce_source");
    Headers badTime = encoded().headers().add("ce_time", bytes("yesterday"));

    assertRejected(read(withoutSource, encoded().value()));
    assertRejected(read(badTime, encoded().value()));
    assertRejected(read(encoded().headers(), null));
  }

  @Test
  void aStructuredEventWithoutTypeIsAnswered() {
    Headers headers = headers("content-type", "application/cloudevents+json");

    assertRejected(
        read(
            headers,
            bytes("{\"specversion\":\"1.0\",\"id\":\"c-1\",\"subject\":\"alice\",\"data\":{}}")));
  }

  @Test
  void aHeaderThatIsThereTwiceIsNeverBelieved() {
    Headers twoTypes = encoded().headers().add("ce_type", bytes("dev.errand.note.get"));
    Headers twoUsers = encoded().headers().add("CE_Subject", bytes("bob"));

    assertRejected(read(twoTypes, encoded().value()));
    assertThat(read(twoUsers, encoded().value())).isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void anEventOfAnotherSpecificationIsAnswered() {
    Headers headers = encoded().headers().remove("ce_specversion");
    headers.add("ce_specversion", bytes("0.3"));

    assertRejected(read(headers, encoded().value()));
  }

  @Test
  void nothingThatIsNoEventIsAnythingButUnreadable() {
    assertThat(read(new RecordHeaders(), bytes("{}"))).isInstanceOf(Reading.Unreadable.class);
    assertThat(read(new RecordHeaders(), null)).isInstanceOf(Reading.Unreadable.class);
    assertThat(read(headers("content-type", "application/cloudevents+json"), bytes("{\"id\"")))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(read(headers("content-type", "application/cloudevents-batch+json"), bytes("[]")))
        .isInstanceOf(Reading.Unreadable.class);
    assertThat(read(headers("ce_specversion", "9"), bytes("{}")))
        .isInstanceOf(Reading.Unreadable.class);
  }

  @Test
  void noGarbageMakesItThrow() {
    long seed = 20260102;
    Random random = new Random(seed);
    for (int i = 0; i < 2_000; i++) {
      Headers headers = encoded().headers();
      int broken = random.nextInt(headers.toArray().length);
      String name = headers.toArray()[broken].key();
      headers.remove(name).add(name, random.nextInt(9) == 0 ? null : garbage(random));
      byte[] value = random.nextBoolean() ? garbage(random) : encoded().value();

      assertThat(read(headers, value)).as("seed %s, round %s", seed, i).isNotNull();
    }
  }

  @Test
  void whatIsGarbledIsNotQuoted() {
    Headers headers = encoded().headers().add("ce_time", bytes("canary"));

    assertThat(EventCodec.decode(headers, encoded().value()))
        .isInstanceOfSatisfying(
            Decoded.Garbled.class, it -> assertThat(it.reason()).doesNotContain("canary"));
  }

  private Reading read(Headers headers, byte @Nullable [] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(Topics.NOTE.commands(), 0, 0, bytes("alice"), value);
    headers.forEach(header -> record.headers().add(header));
    return EventCodec.read(commands, record);
  }

  private static void assertRejected(Reading reading) {
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Rejected.class,
            rejected -> {
              assertThat(rejected.user()).isEqualTo(COMMAND.user());
              assertThat(rejected.id()).isEqualTo(COMMAND.id());
              assertThat(rejected.problem().code()).isEqualTo(ProblemCode.INVALID_COMMAND);
            });
  }

  private static ProducerRecord<byte[], byte[]> encoded() {
    return EventCodec.encode(Topics.NOTE.commands(), Commands.write(COMMAND));
  }

  private static byte[] garbage(Random random) {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Headers headers(String name, String value) {
    return new RecordHeaders().add(name, bytes(value));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
