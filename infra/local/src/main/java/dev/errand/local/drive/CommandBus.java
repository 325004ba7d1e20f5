package dev.errand.local.drive;

import dev.errand.schemas.Command;
import dev.errand.schemas.Commands;
import dev.errand.schemas.Published;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A plain Kafka producer of commands and a plain consumer of their results. Publishing is
 * thread-safe; results are told on one thread of its own, in the order of their topic.
 */
public final class CommandBus implements AutoCloseable {

  /**
   * For so long a command waits for a broker that is away. Kafka's own 60 s to learn of a topic are
   * less than one that was killed may need, and from a broker that is away a client forgets what it
   * knew of topics (KIP-899).
   */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration LAST_SENDS = Duration.ofSeconds(30);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread reader;
  private volatile boolean closed;

  /**
   * Connects.
   *
   * @param results told of each result that is published from now on
   * @param dead told of each record on a dead topic
   */
  public CommandBus(
      String bootstrapServers,
      Consumer<Result> results,
      Consumer<ConsumerRecord<byte[], byte[]>> dead) {
    this(bootstrapServers, results, bounced -> {}, dead);
  }

  /**
   * Connects.
   *
   * @param bounced told of each mail that came back
   */
  public CommandBus(
      String bootstrapServers,
      Consumer<Result> results,
      Consumer<CloudEvent> bounced,
      Consumer<ConsumerRecord<byte[], byte[]>> dead) {
    producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "enable.idempotence",
                true,
                "linger.ms",
                5,
                "max.block.ms",
                (int) PATIENCE.toMillis(),
                "delivery.timeout.ms",
                (int) PATIENCE.toMillis()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "drive-" + UUID.randomUUID(),
                "auto.offset.reset",
                "latest",
                "enable.auto.commit",
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    var topics =
        List.of(Topics.NOTE, Topics.MAIL).stream()
            .flatMap(each -> List.of(each.results(), each.dead()).stream())
            .flatMap(topic -> consumer.partitionsFor(topic).stream())
            .map(each -> new org.apache.kafka.common.TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(topics);
    consumer.seekToEnd(topics);
    topics.forEach(consumer::position); // the end is where it is now, not at the first poll
    reader =
        Thread.ofPlatform()
            .daemon()
            .name("drive-results")
            .start(() -> read(consumer, results, bounced, dead));
  }

  private void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Consumer<Result> results,
      Consumer<CloudEvent> bounced,
      Consumer<ConsumerRecord<byte[], byte[]>> dead) {
    try (consumer) {
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          if (record.topic().endsWith(".results")) {
            CloudEvent event = KafkaMessageFactory.createReader(record).toEvent();
            if (event.getType().equals(Published.BOUNCED)) {
              bounced.accept(event);
            } else {
              results.accept(Results.read(event));
            }
          } else {
            dead.accept(record);
          }
        }
      }
    }
  }

  /** Publishes a command; in order for each user. */
  public void publish(Command command) {
    var _ = send(command);
  }

  /**
   * The same, for who has to know.
   *
   * @return where it is, once the broker has it
   */
  public Future<RecordMetadata> send(Command command) {
    return send(
        KafkaMessageFactory.createWriter(
                Topics.of(command.operation()).commands(), key(command.user()))
            .writeBinary(Commands.write(command)));
  }

  /**
   * Publishes any record, good or bad.
   *
   * @return where it is, once the broker has it
   */
  public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
    return producer.send(record);
  }

  public void flush() {
    producer.flush();
  }

  public static byte[] key(UserId user) {
    return user.value().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closed = true;
    producer.close(LAST_SENDS);
    try {
      reader.join(Duration.ofSeconds(5));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
