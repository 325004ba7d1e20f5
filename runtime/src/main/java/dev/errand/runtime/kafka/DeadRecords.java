package dev.errand.runtime.kafka;

import dev.errand.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads what lies on a dead topic, for operators: a part at a time, and never longer than {@link
 * #PATIENCE}. It is in no group and commits nothing. Thread-safe.
 */
public final class DeadRecords {

  static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> properties;

  public DeadRecords(Map<String, Object> consumerProperties) {
    properties = new HashMap<>(consumerProperties);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
  }

  /**
   * A record that was no valid command.
   *
   * @param place where it lies on the dead topic
   * @param from where it was before; absent if that is not legible
   * @param cutFrom how long its value was, if only a part of it could be kept
   */
  public record DeadRecord(
      Place place,
      Instant at,
      String code,
      String reason,
      @Nullable Place from,
      @Nullable Integer cutFrom,
      ConsumerRecord<byte[], byte[]> record) {

    private static final String OURS = "errand-";

    /** Headers it came with. */
    public List<Header> headers() {
      List<Header> headers = new ArrayList<>();
      record.headers().forEach(headers::add);
      headers.removeIf(header -> header.key().startsWith(OURS));
      return headers;
    }

    private static DeadRecord of(ConsumerRecord<byte[], byte[]> record) {
      return new DeadRecord(
          new Place(record.topic(), record.partition(), record.offset()),
          Instant.ofEpochMilli(record.timestamp()),
          text(record, "code", "unreadable"),
          text(record, "reason", ""),
          from(record),
          number(text(record, "cut-from", "")),
          record);
    }

    private static @Nullable Place from(ConsumerRecord<byte[], byte[]> record) {
      String topic = text(record, "topic", "");
      Integer partition = number(text(record, "partition", ""));
      String offset = text(record, "offset", "");
      return topic.isEmpty() || partition == null || !offset.matches("[0-9]{1,18}")
          ? null
          : new Place(topic, partition, Long.parseLong(offset));
    }

    private static @Nullable Integer number(String text) {
      return text.matches("[0-9]{1,9}") ? Integer.valueOf(text) : null;
    }

    /** The last of that name is ours: a record may have come with one. */
    private static String text(
        ConsumerRecord<byte[], byte[]> record, String name, String otherwise) {
      Header header = record.headers().lastHeader(OURS + name);
      return header == null || header.value() == null
          ? otherwise
          : new String(header.value(), StandardCharsets.UTF_8);
    }
  }

  /** Where a record is. */
  public record Place(String topic, int partition, long offset) {}

  /**
   * Some records.
   *
   * @param more whether there were more, or some did not come in time
   */
  public record Part(List<DeadRecord> records, boolean more) {}

  /** What lies there since a time, of all partitions, as it was put there. */
  public Part since(Topics topics, Instant since, int most) {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topics.dead()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Map<TopicPartition, Long> starts = new HashMap<>();
      consumer
          .offsetsForTimes(
              partitions.stream()
                  .collect(Collectors.toMap(each -> each, each -> since.toEpochMilli())))
          .forEach((partition, found) -> starts.put(partition, start(found, ends.get(partition))));
      return read(consumer, starts, ends, most);
    }
  }

  private static long start(@Nullable OffsetAndTimestamp found, @Nullable Long end) {
    return found != null ? found.offset() : end == null ? 0 : end;
  }

  /** What lies in one partition from an offset on. */
  public Part from(Topics topics, int partition, long offset, int most) {
    try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties)) {
      TopicPartition from = new TopicPartition(topics.dead(), partition);
      if (consumer.partitionsFor(topics.dead()).stream()
          .noneMatch(each -> each.partition() == partition)) {
        return new Part(List.of(), false);
      }
      return read(consumer, Map.of(from, offset), consumer.endOffsets(List.of(from)), most);
    }
  }

  /** The one at that place, if it still lies there. */
  public Optional<DeadRecord> at(Topics topics, int partition, long offset) {
    return from(topics, partition, offset, 1).records().stream()
        .filter(each -> each.place().offset() == offset)
        .findFirst();
  }

  private static Part read(
      Consumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> starts,
      Map<TopicPartition, Long> ends,
      int most) {
    consumer.assign(starts.keySet());
    starts.forEach(consumer::seek);
    List<DeadRecord> found = new ArrayList<>();
    long until = System.nanoTime() + PATIENCE.toNanos();
    boolean more = !atEnd(consumer, starts.keySet(), ends);
    while (more && found.size() < most && System.nanoTime() < until) {
      consumer.poll(POLL).forEach(record -> found.add(DeadRecord.of(record)));
      more = !atEnd(consumer, starts.keySet(), ends);
    }
    List<DeadRecord> part =
        found.stream().sorted(java.util.Comparator.comparing(DeadRecord::at)).limit(most).toList();
    return new Part(part, more || part.size() < found.size());
  }

  private static boolean atEnd(
      Consumer<?, ?> consumer,
      Collection<TopicPartition> partitions,
      Map<TopicPartition, Long> ends) {
    return partitions.stream()
        .allMatch(each -> consumer.position(each) >= ends.getOrDefault(each, 0L));
  }
}
