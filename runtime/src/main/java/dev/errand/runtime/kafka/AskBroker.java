package dev.errand.runtime.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Asks the broker itself: what a consumer remembers may be minutes old. Thread-safe. */
final class AskBroker implements TopicFacts {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Admin admin;
  private final String topic;

  AskBroker(Map<String, Object> properties, String topic) {
    this.admin = Admin.create(properties);
    this.topic = topic;
  }

  @Override
  public int partitions() {
    return answer(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
        .mapToInt(found -> found.partitions().size())
        .sum();
  }

  @Override
  public Map<Integer, Long> ends(Set<Integer> partitions) {
    Map<Integer, Long> ends = new HashMap<>();
    answer(
            admin
                .listOffsets(
                    partitions.stream()
                        .collect(
                            Collectors.toMap(
                                each -> new TopicPartition(topic, each),
                                each -> OffsetSpec.latest())))
                .all())
        .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
    return ends;
  }

  private static <T> T answer(KafkaFuture<T> asked) {
    try {
      return asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException failed) {
      throw new KafkaException("The broker does not tell about a topic", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new KafkaException("Interrupted while asking about a topic");
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
