package dev.errand.pipeline.engine;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Pauses that hold for more than one user: of a workspace, or of the whole provider. One entry
 * holds them all back; no lane is touched when a gate closes. Thread-safe.
 */
final class Gates {

  /** The key of the gate that holds for everyone. */
  static final String PROVIDER = "";

  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, Long> closedUntil = new ConcurrentHashMap<>();

  Gates(LongSupplier nanos) {
    this.nanos = nanos;
  }

  void close(String gate, Duration time) {
    closedUntil.merge(
        gate,
        nanos.getAsLong() + time.toNanos(),
        (known, asked) -> asked - known > 0 ? asked : known);
  }

  /** How long the gate is still closed; zero if it is open. */
  Duration remaining(String gate) {
    Long until = closedUntil.get(gate);
    if (until == null) {
      return Duration.ZERO;
    }
    long left = until - nanos.getAsLong();
    if (left <= 0) {
      closedUntil.remove(gate, until);
      return Duration.ZERO;
    }
    return Duration.ofNanos(left);
  }
}
