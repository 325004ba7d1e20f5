package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.local.LocalKafka;
import dev.errand.runtime.kafka.EventCodec;
import dev.errand.schemas.Command;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Reading;
import dev.errand.schemas.Topics;
import java.net.http.HttpResponse;
import java.time.Duration;
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

class SubmittingTest extends ApiTest {

  private static final String NOTE =
      """
      {"operation": "note.create", "data": {"title": "Milk", "markdown": "- [ ] milk"},
       "priority": "bulk", "deadline": "2026-11-21T12:00:00+01:00", "hold": "PT2H",
       "notBefore": "2026-11-21T09:00:00Z", "undo": "PT30S", "agent": "kitchen"}
      """;

  private static final String SAME_NOTE_OTHER_ORDER =
      """
      {"agent": "kitchen", "deadline": "2026-11-21T12:00:00+01:00", "hold": "PT2H", "priority": "bulk",
       "undo": "PT30S", "notBefore": "2026-11-21T09:00:00Z",
       "data": {"markdown": "- [ ] milk", "title": "Milk"}, "operation": "note.create"}
      """;

  @Test
  void anAcceptedCommandIsOnKafkaAsItsUserSentIt() {
    String user = newUser();
    String id = newId();

    HttpResponse<String> response = submit(user, id, NOTE);

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
              assertThat(command.deadline()).isEqualTo("2026-11-21T11:00:00Z");
              assertThat(command.hold()).isEqualTo(Duration.ofHours(2));
              assertThat(command.notBefore()).isEqualTo("2026-11-21T09:00:00Z");
              assertThat(command.undo()).isEqualTo(Duration.ofSeconds(30));
              assertThat(command.agent()).isEqualTo("kitchen");
              assertThat(command.source()).isEqualTo("urn:errand:api");
              assertThat(command.data())
                  .isEqualTo(JSON.readTree("{\"title\":\"Milk\",\"markdown\":\"- [ ] milk\"}"));
            });
    assertThat(json(state(user, id)).path("state").stringValue()).isEqualTo("accepted");
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
    assertThat(submit(user, id, NOTE).statusCode()).isEqualTo(202);
    assertThat(submit(user, id, NOTE).statusCode()).isEqualTo(202);
    assertThat(submit(user, id, SAME_NOTE_OTHER_ORDER).statusCode()).isEqualTo(202);
    assertThat(published(Topics.NOTE, user)).hasSize(1);
  }

  @Test
  void theSameIdForAnotherContentIsRefused() {
    String user = newUser();
    String id = newId();
    submit(user, id, NOTE);

    HttpResponse<String> response = submit(user, id, NOTE.replace("milk", "beer"));

    assertThat(response.statusCode()).isEqualTo(409);
    assertThat(json(response).path("code").stringValue()).isEqualTo("conflict");
    assertThat(published(Topics.NOTE, user)).hasSize(1);
  }

  @Test
  void anotherUsersIdIsNoConflict() {
    String id = newId();
    assertThat(submit(newUser(), id, NOTE).statusCode()).isEqualTo(202);
    assertThat(submit(newUser(), id, NOTE.replace("milk", "beer")).statusCode()).isEqualTo(202);
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
                        () -> submit(user, id, NOTE.replace("milk", "milk " + n)).statusCode()))
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
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString(NOTE)));
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
      HttpResponse<String> response = submit(user, id, NOTE);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("Retry-After")).isPresent();
      assertThat(json(response).path("retryable").booleanValue()).isTrue();
    } finally {
      LocalKafka.shared().start();
    }
    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> submit(user, id, NOTE).statusCode() == 202);
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
