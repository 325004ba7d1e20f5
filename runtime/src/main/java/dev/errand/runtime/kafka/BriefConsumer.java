package dev.errand.runtime.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * A consumer of one topic for one question: all that it asks has to be answered by one point in
 * time, else it throws {@link org.apache.kafka.common.errors.TimeoutException}. For one thread.
 */
final class BriefConsumer implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration TO_CLOSE = Duration.ofSeconds(1);

  private final String topic;
  private final Consumer<byte[], byte[]> consumer;
  private final long end;

  BriefConsumer(String topic, Map<String, Object> properties, Duration patience) {
    this.topic = topic;
    this.end = System.nanoTime() + patience.toNanos();
    this.consumer = new KafkaConsumer<>(properties);
  }

  boolean isOver() {
    return end - System.nanoTime() <= 0;
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  /** Where each partition ends now; none, if there is no such topic. */
  Map<Integer, Long> ends() {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic, left()).stream()
            .map(each -> partition(each.partition()))
            .toList();
    return byNumber(consumer.endOffsets(partitions, left()));
  }

  /** The first offsets of some partitions that Kafka still has. */
  Map<Integer, Long> beginnings(Map<Integer, Long> partitions) {
    return byNumber(
        consumer.beginningOffsets(
            partitions.keySet().stream().map(this::partition).toList(), left()));
  }

  /** The first offsets written at a time or later; where nothing was, the end. */
  SortedMap<Integer, Long> since(Instant time, Map<Integer, Long> ends) {
    SortedMap<Integer, Long> starts = new TreeMap<>(ends);
    consumer
        .offsetsForTimes(
            ends.keySet().stream()
                .collect(Collectors.toMap(this::partition, each -> time.toEpochMilli())),
            left())
        .forEach((partition, found) -> start(starts, partition, found));
    return starts;
  }

  private static void start(
      Map<Integer, Long> starts, TopicPartition partition, @Nullable OffsetAndTimestamp found) {
    if (found != null) {
      starts.put(partition.partition(), found.offset());
    }
  }

  void seek(Map<Integer, Long> starts) {
    consumer.assign(starts.keySet().stream().map(this::partition).toList());
    starts.forEach((partition, offset) -> consumer.seek(partition(partition), offset));
  }

  ConsumerRecords<byte[], byte[]> poll() {
    return consumer.poll(left().compareTo(POLL) < 0 ? left() : POLL);
  }

  private TopicPartition partition(int number) {
    return new TopicPartition(topic, number);
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    Map<Integer, Long> byNumber = new HashMap<>();
    offsets.forEach((partition, offset) -> byNumber.put(partition.partition(), offset));
    return byNumber;
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(TO_CLOSE));
  }
}
