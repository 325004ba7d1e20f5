package dev.errand.apiingest.operator;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.errand.runtime.kafka.DeadRecord;
import dev.errand.runtime.kafka.DeadRecord.Place;
import dev.errand.runtime.kafka.DeadRecords.Read;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of a dead topic as operators see them. */
final class RecordViews {

  private RecordViews() {}

  /**
   * Those of one answer, by their time.
   *
   * @param after where to go on, now or when there are new ones; absent if there is no such topic
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Page(List<Listed> records, @Nullable String after, boolean more) {

    static Page of(List<Listed> records, Read read) {
      return new Page(
          records.stream().sorted(Comparator.comparing(Listed::at)).toList(),
          RecordViews.after(read),
          read.more());
    }
  }

  static @Nullable String after(Read read) {
    return read.next().offsets().isEmpty() ? null : read.next().toString();
  }

  /** One record without any of its bytes. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Listed(
      int partition,
      long offset,
      Instant at,
      String code,
      String reason,
      int bytes,
      @Nullable Integer cutFrom,
      @Nullable Place from,
      @Nullable String user,
      @Nullable String command) {

    static Listed of(DeadRecord dead) {
      Optional<NamedRecord> named = NamedRecord.of(dead.record());
      byte[] value = dead.record().value();
      return new Listed(
          dead.place().partition(),
          dead.place().offset(),
          dead.at(),
          dead.code(),
          dead.reason(),
          value == null ? 0 : value.length,
          dead.cutFrom(),
          dead.from(),
          named.map(each -> each.user().value()).orElse(null),
          named.map(each -> each.command().value()).orElse(null));
    }
  }

  /** One record with its bytes, which may be anything: all of them in Base64. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      @JsonUnwrapped Listed record,
      List<Header> headers,
      @Nullable String key,
      @Nullable String value) {

    static Shown of(DeadRecord dead) {
      return new Shown(
          Listed.of(dead),
          dead.headers().stream()
              .map(header -> new Header(header.key(), base64(header.value())))
              .toList(),
          base64(dead.record().key()),
          base64(dead.record().value()));
    }
  }

  /** One of its own headers. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Header(String name, @Nullable String value) {}

  private static @Nullable String base64(byte @Nullable [] bytes) {
    return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
  }
}
