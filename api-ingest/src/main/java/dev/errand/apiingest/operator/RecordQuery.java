package dev.errand.apiingest.operator;

import dev.errand.apiingest.operator.RecordViews.Listed;
import dev.errand.runtime.kafka.Cursor;
import dev.errand.runtime.kafka.DeadRecords;
import dev.errand.runtime.kafka.DeadRecords.Read;
import dev.errand.runtime.kafka.DeadRecords.Reader;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which dead records, as an address says it.
 *
 * @param code a problem code, or {@code unreadable}
 * @param partition only this one, from the offset on
 * @param after where an answer before this one ended
 */
record RecordQuery(
    @Nullable UserId user,
    @Nullable String code,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable Integer partition,
    @Nullable Offset offset,
    @Nullable Cursor after,
    @Nullable Limit limit) {

  /**
   * Reads them, and those between them.
   *
   * @param otherwise since when, if nothing says where to begin
   */
  Read read(DeadRecords records, Topics topics, Instant otherwise, Reader reader) {
    Times.requireOrder(from, to);
    if (after != null) {
      return records.after(topics, after, reader);
    }
    return partition != null
        ? records.after(topics, Cursor.at(partition, offset == null ? 0 : offset.value()), reader)
        : records.since(topics, from == null ? otherwise : from, reader);
  }

  /** The same without what was put there at a time or later. */
  RecordQuery upTo(Instant time) {
    return to != null && to.isBefore(time)
        ? this
        : new RecordQuery(user, code, from, time, partition, offset, after, limit);
  }

  boolean wants(Listed record) {
    return (user == null || user.value().equals(record.user()))
        && (code == null || code.equals(record.code()))
        && (from == null || !record.at().isBefore(from))
        && (to == null || record.at().isBefore(to));
  }

  /** Whether it names whose they are, or what is wrong with them and when: never just all. */
  boolean isNarrow() {
    return user != null || (code != null && from != null && to != null);
  }

  int most() {
    return Limit.orUsual(limit);
  }
}
