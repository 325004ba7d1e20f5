package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.LocalKafka;
import dev.errand.runtime.kafka.EventCodec;
import dev.errand.schemas.Command;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Reading;
import dev.errand.schemas.Topics;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubmittingTest extends ApiTest {

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final Instant inAnHour = now.plus(Duration.ofHours(1));
  private final Instant inThreeHours = now.plus(Duration.ofHours(3));

  private final String note =
      """
      {"operation": "note.create", "data": {"title": "Milk", "markdown": "- [ ] milk"},
       "priority": "bulk", "deadline": "IN_THREE_HOURS", "hold": "PT2H",
       "notBefore": "IN_AN_HOUR", "undo": "PT30S", "agent": "kitchen"}
      """
          .replace("IN_THREE_HOURS", inThreeHours.atOffset(ZoneOffset.ofHours(1)).toString())
          .replace("IN_AN_HOUR", inAnHour.toString());

  private final String sameNoteOtherOrder =
      """
      {"agent": "kitchen", "deadline": "IN_THREE_HOURS", "hold": "PT2H", "priority": "bulk",
       "undo": "PT30S", "notBefore": "IN_AN_HOUR",
       "data": {"markdown": "- [ ] milk", "title": "Milk"}, "operation": "note.create"}
      """
          .replace("IN_THREE_HOURS", inThreeHours.atOffset(ZoneOffset.ofHours(1)).toString())
          .replace("IN_AN_HOUR", inAnHour.toString());

  @Test
  void anAcceptedCommandIsOnKafkaAsItsUserSentIt() {
    String user = newUser();
    String id = newId();

    HttpResponse<String> response = submit(user, id, note);

    assertThat(response.statusCode()).isEqualTo(202);
    assertThat(response.headers().firstValue("Location")).contains("/v1/commands/" + id);
    assertThat(json(response).path("state").stringValue()).isEqualTo("accepted");
    assertThat(published(Topics.NOTE, user))
        .singleElement()
        .satisfies(
            command -> {
              assertThat(command.id().value()).isEqualTo(id);
              assertThat(command.operation().value()).isEqualTo("note.create");
              assertThat(command.priority()).isEqualTo(Priority.BULK);
              assertThat(command.deadline()).isEqualTo(inThreeHours);
              assertThat(command.hold()).isEqualTo(Duration.ofHours(2));
              assertThat(command.notBefore()).isEqualTo(inAnHour);
              assertThat(command.undo()).isEqualTo(Duration.ofSeconds(30));
              assertThat(command.agent()).isEqualTo("kitchen");
              assertThat(command.source()).isEqualTo("urn:errand:api");
              assertThat(command.data())
                  .isEqualTo(JSON.readTree("{\"title\":\"Milk\",\"markdown\":\"- [ ] milk\"}"));
            });
    assertThat(json(state(user, id)).path("state").stringValue()).isEqualTo("accepted");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "text/html", "image/png", "application/json;q=0"})
  void whateverACallerAcceptsTheyHearWhatBecameOfTheirCommand(String accept) {
    String user = newUser();
    String id = newId();
    HttpRequest.Builder call =
        as(user, "/v1/commands")
            .header("Idempotency-Key", id)
            .header("Content-Type", "application/json")
            .header("Accept", accept);
    HttpResponse<String> accepted = send(call.copy().POST(BodyPublishers.ofString(note)));
    assertThat(accepted.statusCode()).isEqualTo(202);
    assertThat(json(accepted).path("state").stringValue()).isEqualTo("accepted");
    HttpResponse<String> refused = send(call.POST(BodyPublishers.ofString("{}")));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    HttpResponse<String> state = send(as(user, "/v1/commands/" + id).header("Accept", accept));
    assertThat(state.statusCode()).isEqualTo(200);
    assertThat(published(Topics.NOTE, user)).hasSize(1);
  }

  @Test
  void mailGoesToTheMailTopic() {
    String user = newUser();
    assertThat(submit(user, newId(), "{\"operation\":\"folder.list\",\"data\":{}}").statusCode())
        .isEqualTo(202);
    assertThat(published(Topics.MAIL, user)).hasSize(1);
    assertThat(published(Topics.NOTE, user)).isEmpty();
  }

  @Test
  void theSameCallRepeatedIsOneCommand() {
    String user = newUser();
    String id = newId();
    assertThat(submit(user, id, note).statusCode()).isEqualTo(202);
    assertThat(submit(user, id, note).statusCode()).isEqualTo(202);
    assertThat(submit(user, id, sameNoteOtherOrder).statusCode()).isEqualTo(202);
    assertThat(published(Topics.NOTE, user)).hasSize(1);
  }

  @Test
  void aDeadlineBeforeTheEndOfTheUndoIsRefusedAndTheIdIsFree() {
    String user = newUser();
    String id = newId();
    HttpResponse<String> refused =
        submit(user, id, undoable("PT10M", Instant.now().plus(Duration.ofMinutes(9))));
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("code").stringValue()).isEqualTo("invalid_command");
    assertThat(json(refused).path("detail").stringValue())
        .isEqualTo("deadline is before undo is over");
    assertThat(state(user, id).statusCode()).isEqualTo(404);
    String inTime = undoable("PT10M", Instant.now().plus(Duration.ofMinutes(11)));
    assertThat(submit(user, id, inTime).statusCode()).isEqualTo(202);
    assertThat(published(Topics.MAIL, user)).hasSize(1);
  }

  @Test
  void whatWasTakenInTimeIsTakenWhenItIsRepeatedLate() {
    String user = newUser();
    String id = newId();
    Instant deadline = Instant.now().plusSeconds(3);
    String inTime = undoable("PT2S", deadline);
    assertThat(submit(user, id, inTime).statusCode()).isEqualTo(202);
    await().until(() -> Instant.now().isAfter(deadline.minusSeconds(2)));
    assertThat(submit(user, newId(), inTime).statusCode()).isEqualTo(400);
    assertThat(submit(user, id, inTime).statusCode()).isEqualTo(202);
    assertThat(published(Topics.MAIL, user)).hasSize(1);
  }

  private static String undoable(String undo, Instant deadline) {
    return "{\"operation\":\"folder.list\",\"data\":{},\"undo\":\"%s\",\"deadline\":\"%s\"}"
        .formatted(undo, deadline);
  }

  @Test
  void theSameIdForAnotherContentIsRefused() {
    String user = newUser();
    String id = newId();
    submit(user, id, note);

    HttpResponse<String> response = submit(user, id, note.replace("milk", "beer"));

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(json(response).path("code").stringValue()).isEqualTo("conflict");
    assertThat(published(Topics.NOTE, user)).hasSize(1);
  }

  @Test
  void anotherUsersIdIsNoConflict() {
    String id = newId();
    assertThat(submit(newUser(), id, note).statusCode()).isEqualTo(202);
    assertThat(submit(newUser(), id, note.replace("milk", "beer")).statusCode()).isEqualTo(202);
  }

  @Test
  void ofManyContentsRacingForOneIdOneWins() {
    String user = newUser();
    String id = newId();
    List<Integer> statuses =
        IntStream.range(0, 8)
            .mapToObj(
                n ->
                    CompletableFuture.supplyAsync(
                        () -> submit(user, id, note.replace("milk", "milk " + n)).statusCode()))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(statuses).containsOnlyOnce(202).allMatch(status -> status == 202 || status == 409);
    assertThat(published(Topics.NOTE, user)).hasSize(1);
  }

  @Test
  void theProducersTraceIsCarriedOn() {
    String user = newUser();
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    send(
        as(user, "/v1/commands")
            .header("Idempotency-Key", newId())
            .header("Content-Type", "application/json")
            .header("traceparent", trace)
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(note)));
    assertThat(published(Topics.NOTE, user))
        .singleElement()
        .satisfies(command -> assertThat(command.traceparent()).isEqualTo(trace));
  }

  /** The broker is this module's own, and back before the test ends. */
  @Test
  void withoutKafkaTheCallerIsAskedToRepeatAndThenItIsThere() {
    String user = newUser();
    String id = newId();
    LocalKafka.shared().kill();
    try {
      HttpResponse<String> response = submit(user, id, note);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      assertThat(json(response).path("retryable").booleanValue()).isTrue();
    } finally {
      LocalKafka.shared().start();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> submit(user, id, note).statusCode() == 202);
    // More than once is possible where Kafka took what it could not confirm; the journal drops it.
    assertThat(published(Topics.NOTE, user)).isNotEmpty().allMatch(c -> c.id().value().equals(id));
  }

  private static List<Command> published(Topics topics, String user) {
    Commands commands = new Commands(new OperationCatalog(), topics);
    List<Command> found = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", LocalKafka.shared().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topics.commands()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          if (EventCodec.read(commands, record) instanceof Reading.Accepted(Command command)
              && command.user().value().equals(user)) {
            found.add(command);
          }
        }
      }
    }
    return found;
  }
}
