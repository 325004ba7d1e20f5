package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.LocalKafka;
import dev.errand.pipeline.Cost;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.TokenUse;
import dev.errand.runtime.kafka.EventCodec;
import dev.errand.runtime.postgres.PostgresJournal;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Reading;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.mail.MailOperations;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** What tests of the operators' part share: dead letters are left by the real journal. */
abstract class OperatorApiTest extends ApiTest {

  static final String LETTERS = "/operator/v1/dead-letters";
  static final String RECORDS = "/operator/v1/dead-records/note";
  static final OperationName APPEND = new OperationName("note.append");
  static final String CANARY = "canary";

  @Autowired KafkaTemplate<byte[], byte[]> kafka;

  final UserId user = new UserId(newUser());
  private PostgresJournal journal;
  private Fence fence;
  private long offset;

  @BeforeEach
  void claim() {
    journal = new PostgresJournal(source(DATABASE.as("errand_worker")));
    fence =
        journal.claim(new Partition("topic-" + UUID.randomUUID(), 0), UUID.randomUUID()).fence();
  }

  Command command(String id) {
    return new Command(
        user,
        new CommandId(id),
        APPEND,
        "urn:test",
        Priority.BULK,
        Instant.parse("2036-01-01T00:00:00Z"),
        "agent",
        null,
        null,
        JSON.readTree("{\"page\":\"%s\",\"markdown\":\"canary\"}".formatted(newId())));
  }

  Command ends(Command command, Status status, @Nullable ProblemCode code) {
    ended(begins(command), command, status, code);
    return command;
  }

  long begins(Command command) {
    long at = arrives(command);
    journal.write(
        List.of(
            new Entry.Started(
                fence,
                at,
                use(command),
                "append-1",
                true,
                JSON.readTree("{\"blocks\":1}"),
                Duration.ofSeconds(1),
                Cost.NOTHING)));
    return at;
  }

  private static TokenUse use(Command command) {
    return new TokenUse(
        command.user(), command.id(), command.operation(), Provider.NOTION, "connection", 1);
  }

  void ended(long at, Command command, Status status, @Nullable ProblemCode code) {
    Result result =
        new Result(
            user,
            Result.Answered.of(command),
            status,
            code == null ? JSON.readTree("{\"page\":\"p\"}") : null,
            code == null ? null : Problem.of(code, "It did not work"),
            1,
            new Timing(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Map.of()));
    journal.write(List.of(new Entry.Ended(fence, at, result, Cost.NOTHING)));
  }

  /** A worker looked whether the mail of that command came back. */
  void lookedAfter(String mail, String bounces, @Nullable ProblemCode code) {
    Command first = command("first-" + mail);
    Command look =
        new Command(
            user,
            new CommandId("delivery-1-" + mail),
            MailOperations.MAIL_DELIVERY,
            "urn:errand",
            Priority.BULK,
            null,
            null,
            null,
            null,
            JSON.readTree("{}"));
    long at = arrives(first);
    journal.write(
        List.of(
            new Entry.Ended(
                fence, at, result(first, null, "{\"page\":\"p\"}"), Cost.NOTHING, look)));
    String output =
        "{\"command\":{\"id\":\"%s\"},\"internetMessageId\":\"m\",\"bounces\":%s}"
            .formatted(mail, bounces);
    at = arrives(look);
    journal.write(List.of(new Entry.Ended(fence, at, result(look, code, output), Cost.NOTHING)));
  }

  private Result result(Command command, @Nullable ProblemCode code, String output) {
    return new Result(
        user,
        Result.Answered.of(command),
        code == null ? Status.SUCCEEDED : Status.FAILED,
        code == null ? JSON.readTree(output) : null,
        code == null ? null : Problem.of(code, "It did not work"),
        1,
        new Timing(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, Map.of()));
  }

  Command fails(String id) {
    return ends(command(id), Status.FAILED, ProblemCode.PROVIDER_UNAVAILABLE);
  }

  HttpResponse<String> get(String path) {
    return send(
        to(path).header("Authorization", "Bearer " + TestTokens.ofOperator("the-operator")));
  }

  HttpResponse<String> post(String path) {
    return send(
        to(path)
            .header("Authorization", "Bearer " + TestTokens.ofOperator("the-operator"))
            .POST(BodyPublishers.noBody()));
  }

  long arrives(Command command) {
    var _ =
        journal.ingest(
            List.of(
                new Arrivals(fence, offset + 1, List.of(new Arrival.Accepted(offset, command)))));
    return offset++;
  }

  void rejected(Command command) {
    rejected(command, ProblemCode.INVALID_COMMAND);
  }

  void rejected(Command command, ProblemCode code) {
    Result result =
        new Result(
            user,
            Result.Answered.of(command),
            Status.REJECTED,
            null,
            Problem.of(code, "No"),
            0,
            new Timing(Instant.EPOCH, null, Instant.EPOCH, Map.of()));
    var _ =
        journal.ingest(
            List.of(
                new Arrivals(fence, offset + 1, List.of(new Arrival.Refused(offset++, result)))));
  }

  final List<JsonNode> listed(String query) {
    HttpResponse<String> response = get(LETTERS + "?user=" + user + query);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.body()).doesNotContain(CANARY);
    return json(response).path("letters").valueStream().toList();
  }

  final long number(Command command) {
    return listed("").stream()
        .filter(letter -> letter.path("command").asString().equals(command.id().value()))
        .findFirst()
        .orElseThrow()
        .path("number")
        .asLong();
  }

  static Command read(ConsumerRecord<byte[], byte[]> record) {
    Reading reading = EventCodec.read(new Commands(new OperationCatalog(), Topics.NOTE), record);
    assertThat(reading).isInstanceOf(Reading.Accepted.class);
    return ((Reading.Accepted) reading).command();
  }

  /** What this test's user is given on a topic from now on. */
  final class Topic implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", LocalKafka.shared().bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());

    Topic(String name) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(name).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    }

    ConsumerRecord<byte[], byte[]> next() {
      return await()
          .atMost(Duration.ofSeconds(20))
          .until(this::poll, found -> !found.isEmpty())
          .getFirst();
    }

    private List<ConsumerRecord<byte[], byte[]>> poll() {
      List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
      consumer
          .poll(Duration.ofMillis(100))
          .forEach(
              record -> {
                if (user.value().equals(new String(record.key(), UTF_8))) {
                  found.add(record);
                }
              });
      return found;
    }

    @Override
    public void close() {
      consumer.close();
    }
  }
}
