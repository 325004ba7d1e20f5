package dev.errand.schemas;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a command was accepted, first run and finished, and how long it waited for what. One whose
 * time had not come was accepted when it came first.
 *
 * @param startedAt absent if it ended before it ever ran
 * @param waited by cause; what was waited before a crash may be missing
 * @param postponed how long it stood in no order, since its time had not come
 */
public record Timing(
    Instant acceptedAt,
    @Nullable Instant startedAt,
    Instant finishedAt,
    Map<WaitCause, Duration> waited,
    Duration postponed) {

  public Timing {
    waited = Map.copyOf(waited);
  }

  /** Of a command that was never postponed. */
  public Timing(
      Instant acceptedAt,
      @Nullable Instant startedAt,
      Instant finishedAt,
      Map<WaitCause, Duration> waited) {
    this(acceptedAt, startedAt, finishedAt, waited, Duration.ZERO);
  }
}
