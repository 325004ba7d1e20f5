package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Every record of every topic the broker has, its own too, as a consumer reads it. */
final class TopicDump {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private TopicDump() {}

  /** By topic: keys, values, headers. */
  static Map<String, byte[]> of(String bootstrapServers) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "enable.auto.commit",
            false,
            "fetch.max.bytes",
            50_000_000);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          consumer.listTopics().values().stream()
              .flatMap(List::stream)
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      return read(consumer, consumer.endOffsets(all));
    }
  }

  private static Map<String, byte[]> read(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    Map<String, ByteArrayOutputStream> topics = new TreeMap<>();
    ends.keySet().forEach(each -> topics.put(each.topic(), new ByteArrayOutputStream()));
    long patience = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() > patience) {
        throw new IllegalStateException("The topics could not be read to their ends");
      }
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
        write(record, topics.computeIfAbsent(record.topic(), it -> new ByteArrayOutputStream()));
      }
    }
    Map<String, byte[]> dump = new TreeMap<>();
    topics.forEach((topic, text) -> dump.put(topic, text.toByteArray()));
    return dump;
  }

  private static void write(ConsumerRecord<byte[], byte[]> record, ByteArrayOutputStream out) {
    part(record.key(), out);
    part(record.value(), out);
    record
        .headers()
        .forEach(
            header -> {
              part(header.key().getBytes(UTF_8), out);
              part(header.value(), out);
            });
  }

  private static void part(byte @Nullable [] bytes, ByteArrayOutputStream out) {
    if (bytes != null) {
      out.writeBytes(bytes);
    }
    out.write('\n');
  }
}
