package dev.errand.pipeline.engine;

import dev.errand.pipeline.journal.StoredResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A partition that is ours: its lanes, and its results on their way out. Thread-safe. */
final class OwnedPartition {

  private final PartitionLanes lanes;
  private final boolean clean;
  private final PendingCounts counts;
  private long early;
  private @Nullable PublishResults publishing;
  private @Nullable Thread publisher;

  OwnedPartition(PartitionLanes lanes, PendingCounts counts, boolean clean) {
    this.lanes = lanes;
    this.counts = counts;
    this.clean = clean;
  }

  PartitionLanes lanes() {
    return lanes;
  }

  PendingCounts counts() {
    return counts;
  }

  /** Whether the owner before had let go of it in order. */
  boolean clean() {
    return clean;
  }

  synchronized void publish(PublishResults publish) {
    publish.storedUpTo(early);
    publishing = publish;
    publisher =
        Thread.ofVirtual()
            .name("errand-publish-" + lanes.ownership().fence().partition())
            .start(publish);
  }

  synchronized void stored(StoredResult result) {
    if (publishing == null) {
      storedUpTo(result.sequence());
    } else {
      publishing.stored(result);
    }
  }

  /** Results up to this place are stored, whether they were told here or not. */
  synchronized void storedUpTo(long sequence) {
    if (publishing == null) {
      early = Math.max(early, sequence);
    } else {
      publishing.storedUpTo(sequence);
    }
  }

  synchronized long unpublished() {
    return publishing == null ? 0 : publishing.unpublished();
  }

  /** Waits, bounded, until what is stored is published. The next owner publishes the rest. */
  void finishPublishing(Duration time) {
    Thread thread = beginToFinish();
    if (thread != null) {
      try {
        var _ = thread.join(time);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized @Nullable Thread beginToFinish() {
    if (publishing != null) {
      publishing.finish();
    }
    return publisher;
  }
}
