package dev.errand.runtime.kafka;

import dev.errand.schemas.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what lies on a dead topic, for operators. Thread-safe.
 *
 * <ol>
 *   <li>Each question is answered within {@link #PATIENCE} and the second that it takes to leave,
 *       or ends with a {@link org.apache.kafka.common.KafkaException}.
 *   <li>Records are shown one after the other, those of a partition in their order, and not kept:
 *       however many there are, no more than a few megabytes are in memory.
 *   <li>Who goes on {@linkplain #after where it ended} is shown every record once.
 *   <li>It is in no group and commits nothing.
 * </ol>
 */
public final class DeadRecords {

  static final Duration PATIENCE = Duration.ofSeconds(8);

  /** Of up to about 1 MB each. */
  private static final int AT_ONCE = 10;

  private final Map<String, Object> properties;

  public DeadRecords(Map<String, Object> consumerProperties) {
    properties = new HashMap<>(consumerProperties);
    properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
    properties.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    properties.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, AT_ONCE);
    properties.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 4 * 1024 * 1024);
    properties.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1024 * 1024);
    properties.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    properties.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
  }

  /** Is shown records. */
  @FunctionalInterface
  public interface Reader {

    /** Takes one; or does not, and is shown no more. */
    boolean take(DeadRecord record);
  }

  /**
   * How far it was read.
   *
   * @param next where to go on
   * @param more whether there is more there, as far as is known
   */
  public record Read(Cursor next, boolean more) {}

  /** Shows what was put there at a time or later, of all partitions. */
  public Read since(Topics topics, Instant since, Reader reader) {
    try (BriefConsumer consumer = consumer(topics)) {
      Map<Integer, Long> ends = consumer.ends();
      return read(consumer, consumer.since(since, ends), ends, reader);
    }
  }

  /** Shows what is behind a place, of the partitions that it names. */
  public Read after(Topics topics, Cursor cursor, Reader reader) {
    try (BriefConsumer consumer = consumer(topics)) {
      Map<Integer, Long> ends = consumer.ends();
      ends.keySet().retainAll(cursor.offsets().keySet());
      SortedMap<Integer, Long> starts = new TreeMap<>(consumer.beginnings(ends));
      starts.replaceAll((partition, begin) -> Math.max(begin, offset(cursor, partition)));
      return read(consumer, starts, ends, reader);
    }
  }

  private static long offset(Cursor cursor, int partition) {
    return cursor.offsets().getOrDefault(partition, 0L);
  }

  /** The one at that place, if it still lies there. */
  public Optional<DeadRecord> at(Topics topics, int partition, long offset) {
    List<DeadRecord> shown = new ArrayList<>();
    Read read =
        after(
            topics,
            Cursor.at(partition, offset),
            first -> {
              shown.add(first);
              return false;
            });
    if (shown.isEmpty() && read.more()) {
      throw new TimeoutException("The record did not come in time");
    }
    return shown.stream().filter(first -> first.place().offset() == offset).findFirst();
  }

  private BriefConsumer consumer(Topics topics) {
    return new BriefConsumer(topics.dead(), properties, PATIENCE);
  }

  private static Read read(
      BriefConsumer consumer,
      SortedMap<Integer, Long> offsets,
      Map<Integer, Long> ends,
      Reader reader) {
    consumer.seek(unread(offsets, ends));
    while (!unread(offsets, ends).isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        if (consumer.isOver() || !reader.take(DeadRecord.of(record))) {
          return new Read(new Cursor(offsets), true);
        }
        offsets.put(record.partition(), record.offset() + 1);
      }
      // Also past what is no record, as the marks of transactions.
      records.nextOffsets().forEach((each, next) -> offsets.put(each.partition(), next.offset()));
      if (consumer.isOver()) {
        return new Read(new Cursor(offsets), !unread(offsets, ends).isEmpty());
      }
    }
    return new Read(new Cursor(offsets), false);
  }

  private static Map<Integer, Long> unread(Map<Integer, Long> offsets, Map<Integer, Long> ends) {
    Map<Integer, Long> unread = new HashMap<>(offsets);
    unread.entrySet().removeIf(each -> each.getValue() >= ends.getOrDefault(each.getKey(), 0L));
    return unread;
  }
}
