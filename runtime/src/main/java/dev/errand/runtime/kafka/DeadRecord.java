package dev.errand.runtime.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

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

  /** What names of our headers begin with. */
  static final String OURS = "errand-";

  /** Where a record is. */
  public record Place(String topic, int partition, long offset) {}

  /** Headers it came with. */
  public List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    record.headers().forEach(headers::add);
    headers.removeIf(DeadRecord::isOurs);
    return headers;
  }

  static boolean isOurs(Header header) {
    return header.key().startsWith(OURS);
  }

  static DeadRecord of(ConsumerRecord<byte[], byte[]> record) {
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

  private static String text(ConsumerRecord<byte[], byte[]> record, String name, String otherwise) {
    Header header = record.headers().lastHeader(OURS + name);
    return header == null || header.value() == null
        ? otherwise
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
