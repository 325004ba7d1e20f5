package dev.errand.runtime.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalKafka;
import dev.errand.local.LocalPostgres;
import dev.errand.runtime.kafka.EventCodec;
import dev.errand.runtime.kafka.EventCodec.Decoded;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Commands;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.note.NoteOperations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** A worker on a real broker and a real database, with a provider in memory. */
class WorkerTest {

  private static final FakeNotes NOTES = new FakeNotes();
  private static final LocalKafka KAFKA = LocalKafka.shared();
  private static final LocalDatabase DATABASE = LocalPostgres.shared().freshDatabase();
  private static final String RUN = UUID.randomUUID().toString().substring(0, 8);

  private static KafkaProducer<byte[], byte[]> producer;
  private static KafkaConsumer<byte[], byte[]> consumer;

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration(
      excludeName = {
        "dev.errand.runtime.connections.ConnectionsAutoConfiguration",
      })
  static class App {
    @Bean
    FakeNotes notes() {
      return NOTES;
    }
  }

  @BeforeAll
  static void open() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            KAFKA.bootstrapServers(),
            "group.id",
            "test-" + RUN,
            "auto.offset.reset",
            "earliest");
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    consumer.subscribe(List.of(Topics.NOTE.results(), Topics.NOTE.dead()));
  }

  @AfterAll
  static void close() {
    producer.close();
    consumer.close();
  }

  private static ConfigurableApplicationContext worker() {
    Map<String, Object> properties = new HashMap<>(DATABASE.migratedFor("errand_worker"));
    properties.put("spring.config.import", "classpath:errand-worker.yaml");
    properties.put("spring.kafka.bootstrap-servers", KAFKA.bootstrapServers());
    properties.put("errand.worker.kind", "note");
    properties.put("spring.main.web-application-type", "none");
    properties.put("spring.jmx.enabled", "false");
    return new SpringApplicationBuilder(App.class)
        .run(
            properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new));
  }

  private static Command append(String user, int number) {
    var data = JsonMapper.shared().createObjectNode();
    data.put("page", UUID.randomUUID().toString()).put("markdown", "line " + number);
    return new Command(
        new UserId(RUN + user),
        new CommandId(user + "-" + number),
        NoteOperations.NOTE_APPEND,
        "urn:test",
        Priority.INTERACTIVE,
        null,
        null,
        null,
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        data);
  }

  private static void publish(Command command) {
    var _ = producer.send(EventCodec.encode(Topics.NOTE.commands(), Commands.write(command)));
  }

  private static List<Result> results(int count) {
    List<Result> results = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> {
              for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                if (record.topic().equals(Topics.NOTE.results())
                    && EventCodec.decode(record.headers(), record.value())
                        instanceof Decoded.Event(var event)
                    && String.valueOf(event.getSubject()).startsWith(RUN)) {
                  results.add(Results.read(event));
                }
              }
              return results.size() >= count;
            });
    return results;
  }

  @Test
  void commandsBecomeResultsInOrderAndAWorkerThatComesLaterGoesOn() {
    try (var worker = worker()) {
      for (int number = 0; number < 20; number++) {
        publish(append("ada", number));
        publish(append("bob", number));
      }
      assertThat(results(40))
          .allSatisfy(result -> assertThat(result.status()).isEqualTo(Status.SUCCEEDED))
          .extracting(Result::id)
          .doesNotHaveDuplicates();
    }
    publish(append("ada", 20));
    var _ =
        producer.send(
            new ProducerRecord<>(Topics.NOTE.commands(), new byte[] {1}, new byte[] {0, 1, 2}));
    publish(append("ada", 7));
    publish(append("ada", 21));
    try (var worker = worker()) {
      assertThat(results(3))
          .extracting(Result::id)
          .containsExactlyInAnyOrder("ada-20/result", "ada-7/result", "ada-21/result");
      assertThat(worker.isActive()).isTrue();
    }
    for (String user : List.of("ada", "bob")) {
      int count = user.equals("ada") ? 22 : 20;
      assertThat(NOTES.notes.get(new UserId(RUN + user)))
          .containsExactlyElementsOf(
              IntStream.range(0, count).mapToObj(number -> "line " + number).toList());
    }
    assertThat(NOTES.traces)
        .containsExactly("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  @Test
  void aCommandForLaterIsDoneAtItsTimeAndHoldsUpNobody() {
    Command later = append("eve", 0).later(Instant.now().plusSeconds(3), null);
    try (var worker = worker()) {
      publish(later);
      publish(later);
      publish(append("eve", 1));
      publish(append("eve", 2).later(null, Duration.ofSeconds(1)));
      assertThat(results(3))
          .extracting(Result::id)
          .containsExactly("eve-1/result", "eve-2/result", "eve-0/result");
      assertThat(worker.isActive()).isTrue();
    }
    assertThat(Instant.now()).isAfter(later.notBefore());
    assertThat(NOTES.notes.get(new UserId(RUN + "eve")))
        .containsExactly("line 1", "line 2", "line 0");
  }
}
