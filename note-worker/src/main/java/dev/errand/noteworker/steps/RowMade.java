package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.StoredRow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row that was made.
 *
 * @param source the data source it is in
 * @param url absent if Notion did not get to say it, as is the time
 */
public record RowMade(
    String id, String source, @Nullable String url, @Nullable Instant createdTime) {

  static RowMade of(StoredRow row, String source) {
    return new RowMade(row.id(), source, row.url(), row.createdTime());
  }
}
