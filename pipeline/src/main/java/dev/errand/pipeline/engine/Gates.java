package dev.errand.pipeline.engine;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Failure.Scope;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Pauses that hold for more than one user: of a workspace, or of the whole provider. One entry
 * holds them all back; no lane is touched when a gate closes. Thread-safe.
 */
final class Gates {

  /** The key of the gate that holds for everyone. */
  private static final String PROVIDER = "";

  private static final Duration WHEN_NOT_TOLD = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private final ConcurrentHashMap<String, Long> closedUntil = new ConcurrentHashMap<>();

  Gates(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Closes the gate of those who have to stay away after a failure. */
  void close(ConnectionFacts connection, Failure failure) {
    switch (failure) {
      case Failure.RetryLater later -> close(connection, later.scope(), later.after());
      case Failure.InDoubt doubt -> close(connection, doubt.scope(), doubt.after());
      case Failure.RefreshToken _, Failure.ReconnectNeeded _, Failure.Refused _ -> {}
    }
  }

  private void close(ConnectionFacts connection, Scope scope, Optional<Duration> after) {
    Duration time = after.orElse(WHEN_NOT_TOLD);
    switch (scope) {
      case USER -> {}
      case WORKSPACE -> {
        if (connection.workspace() != null) {
          close(connection.workspace(), time);
        }
      }
      case PROVIDER -> close(PROVIDER, time);
    }
  }

  private void close(String gate, Duration time) {
    closedUntil.merge(
        gate,
        nanos.getAsLong() + time.toNanos(),
        (known, asked) -> asked - known > 0 ? asked : known);
  }

  /** How long a gate before that connection is still closed; zero if all are open. */
  Duration remaining(ConnectionFacts connection) {
    Duration provider = remaining(PROVIDER);
    Duration workspace =
        connection.workspace() == null ? Duration.ZERO : remaining(connection.workspace());
    return provider.compareTo(workspace) > 0 ? provider : workspace;
  }

  private Duration remaining(String gate) {
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
