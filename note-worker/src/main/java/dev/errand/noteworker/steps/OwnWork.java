package dev.errand.noteworker.steps;

import dev.errand.noteworker.notion.Page;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.noteworker.notion.StoredRow;
import dev.errand.pipeline.Attempted;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What this connection made since an attempt began. Notion cuts times to the minute, and its clock
 * may be off from ours by some seconds.
 */
record OwnWork(String author, Instant since) {

  private static final Duration CLOCKS_APART = Duration.ofSeconds(30);

  static OwnWork of(Notion notion, Attempted<?> attempted) {
    return new OwnWork(
        notion.ownId(), attempted.startedAt().minus(CLOCKS_APART).truncatedTo(ChronoUnit.MINUTES));
  }

  boolean has(StoredBlock block) {
    return author.equals(block.createdBy()) && recent(block.createdTime());
  }

  boolean has(Page page) {
    return page.createdBy() != null
        && author.equals(page.createdBy().id())
        && recent(page.createdTime());
  }

  boolean has(StoredRow row) {
    return row.createdBy() != null
        && author.equals(row.createdBy().id())
        && recent(row.createdTime());
  }

  private boolean recent(@Nullable Instant created) {
    return created != null && !created.isBefore(since);
  }
}
