package dev.errand.e2e;

import dev.errand.schemas.Provider;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a service that notifies people hears on {@code errand.connections} from now on: each change
 * once, by its id. One that is told again in other bytes is a fault.
 */
final class ConnectionEvents implements AutoCloseable {

  private final Map<String, String> changes = new LinkedHashMap<>();
  private final Map<String, String> keys = new LinkedHashMap<>();
  private final KafkaConsumer<String, String> consumer;
  private final Thread reader;
  private volatile boolean closed;
  private volatile String fault = "";

  ConnectionEvents(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "group.id", "e2e-" + UUID.randomUUID()),
            new StringDeserializer(),
            new StringDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(Topics.CONNECTIONS).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // the end is where it is now
    reader = Thread.ofPlatform().daemon().name("e2e-connections").start(this::read);
  }

  private void read() {
    try (consumer) {
      while (!closed) {
        consumer.poll(Duration.ofMillis(100)).forEach(this::heard);
      }
    }
  }

  private synchronized void heard(ConsumerRecord<String, String> told) {
    String id = JsonMapper.shared().readTree(told.value()).path("id").asString();
    String before = changes.putIfAbsent(id, told.value());
    if (before != null && !before.equals(told.value())) {
      fault = "%s was told as %s and as %s".formatted(id, before, told.value());
    }
    keys.put(id, told.key());
  }

  /** The changes of the person's connection, in their order, without those that only refresh. */
  synchronized List<JsonNode> of(UserId user, Provider provider) {
    if (!fault.isEmpty()) {
      throw new AssertionError(fault);
    }
    String key = user + "|" + provider.wireName();
    List<JsonNode> all =
        changes.entrySet().stream()
            .filter(change -> key.equals(keys.get(change.getKey())))
            .map(change -> JsonMapper.shared().readTree(change.getValue()))
            .toList();
    return all.stream().dropWhile(change -> state(change).equals("active")).toList();
  }

  private static String state(JsonNode change) {
    return change.path("state").asString();
  }

  @Override
  public void close() {
    closed = true;
    try {
      reader.join(Duration.ofSeconds(5));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
