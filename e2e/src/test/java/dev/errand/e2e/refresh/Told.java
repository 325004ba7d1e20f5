package dev.errand.e2e.refresh;

import dev.errand.schemas.Provider;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was announced of connections, from now on until it is asked for. Not thread-safe. */
final class Told implements AutoCloseable {

  private final KafkaConsumer<String, String> consumer;
  private final List<TopicPartition> partitions;
  private final List<JsonNode> events = new ArrayList<>();

  Told(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new StringDeserializer(),
            new StringDeserializer());
    partitions =
        consumer.partitionsFor(Topics.CONNECTIONS).stream()
            .map(each -> new TopicPartition(each.topic(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // the end is where it is now, not at the first poll
  }

  /** How often the person had to connect again; a change may be announced more than once. */
  long reconnectNeeded(UserId user, Provider provider) {
    read();
    return events.stream()
        .filter(event -> event.path("user").asString("").equals(user.value()))
        .filter(event -> event.path("provider").asString("").equals(provider.wireName()))
        .filter(event -> event.path("state").asString("").equals("reconnect_needed"))
        .map(event -> event.path("id").asString())
        .distinct()
        .count();
  }

  private void read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
        events.add(JsonMapper.shared().readTree(record.value()));
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
