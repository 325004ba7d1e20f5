package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.QueriedRows;
import dev.errand.noteworker.notion.StoredRow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The newest rows of a data source, so that a row that is made next can be told from them.
 *
 * @param completeFrom no row that was made since then is missing
 */
record NewestRows(List<Row> rows, Instant completeFrom) {

  /** Notion cuts times to the minute, and its clock may be off from ours by some seconds. */
  private static final Duration WORTH_KNOWING = Duration.ofMinutes(3);

  private static final Duration CUT = Duration.ofMinutes(1);

  NewestRows {
    rows = List.copyOf(rows);
  }

  /**
   * A row.
   *
   * @param createdTime cut to the minute
   */
  record Row(String id, Instant createdTime) {

    static Row of(StoredRow row) {
      return new Row(row.id(), Objects.requireNonNullElse(row.createdTime(), Instant.EPOCH));
    }
  }

  /** Of the rows that Notion gave for {@code RowQuery.newest}. */
  static NewestRows of(QueriedRows newest) {
    List<Row> rows = newest.results().stream().map(Row::of).toList();
    Instant completeFrom =
        newest.next() == null || rows.isEmpty()
            ? Instant.EPOCH
            : rows.getLast().createdTime().plus(CUT);
    return new NewestRows(List.of(), completeFrom).and(rows);
  }

  /** With a row more; without those that nothing can be mistaken for any more. */
  NewestRows and(Row row) {
    return and(List.of(row));
  }

  private NewestRows and(List<Row> more) {
    List<Row> all = Stream.concat(rows.stream(), more.stream()).distinct().toList();
    Instant newest = all.stream().map(Row::createdTime).max(Instant::compareTo).orElse(Instant.MIN);
    return new NewestRows(
        all.stream()
            .filter(row -> Duration.between(row.createdTime(), newest).compareTo(WORTH_KNOWING) < 0)
            .toList(),
        completeFrom);
  }

  List<String> ids() {
    return rows.stream().map(Row::id).toList();
  }
}
