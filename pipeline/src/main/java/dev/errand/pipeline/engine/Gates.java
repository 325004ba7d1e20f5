package dev.errand.pipeline.engine;

import dev.errand.pipeline.ConnectionFacts;
import dev.errand.pipeline.Failure;
import dev.errand.pipeline.Failure.Scope;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pauses that hold for more than one user: of a workspace, or of the whole provider. One gate holds
 * them all; no lane is touched when it shuts. Thread-safe.
 */
final class Gates {

  /** The name of the gate of everyone. */
  private static final String PROVIDER = "";

  private static final Duration WHEN_NOT_TOLD = Duration.ofSeconds(1);

  private final LongSupplier nanos;
  private final BiConsumer<Duration, Runnable> alarm;
  private final Backoff backoff;
  private final Listener listener;
  private final Outage outage;
  private final Gate provider;
  private final ConcurrentHashMap<String, Gate> workspaces = new ConcurrentHashMap<>();

  /** Hears of pauses. */
  interface Listener {

    void shut(String gate, WaitCause cause, Duration time);
  }

  Gates(Time time, ScheduledExecutorService timer, Backoff backoff, Listener listener) {
    this(
        time.nanos(),
        (after, task) -> {
          var _ = timer.schedule(task, after.toNanos(), TimeUnit.NANOSECONDS);
        },
        backoff,
        listener);
  }

  Gates(
      LongSupplier nanos,
      BiConsumer<Duration, Runnable> alarm,
      Backoff backoff,
      Listener listener) {
    this.nanos = nanos;
    this.alarm = alarm;
    this.backoff = backoff;
    this.listener = listener;
    outage = new Outage(backoff, pause -> shut(PROVIDER, WaitCause.PROVIDER_OUTAGE, pause));
    provider = new Gate(PROVIDER, nanos, alarm, outage::onTrial);
  }

  /** A call of that connection is over; without a failure the provider took it. */
  void called(ConnectionFacts connection, Duration took, @Nullable Failure failure) {
    outage.called(took, failure);
    switch (failure) {
      case Failure.RetryLater later ->
          shut(connection, later.cause(), later.scope(), later.after());
      case Failure.InDoubt doubt -> shut(connection, doubt.cause(), doubt.scope(), doubt.after());
      case Failure.RefreshToken _, Failure.ReconnectNeeded _, Failure.Refused _ -> {}
      case null -> {}
    }
  }

  private void shut(
      ConnectionFacts connection, WaitCause cause, Scope scope, Optional<Duration> after) {
    Duration time = after.map(backoff::notBefore).orElse(WHEN_NOT_TOLD);
    switch (scope) {
      case USER -> {}
      case WORKSPACE -> {
        if (connection.workspace() != null) {
          shut(connection.workspace(), cause, time);
        }
      }
      case PROVIDER -> shut(PROVIDER, cause, time);
    }
  }

  private void shut(String gate, WaitCause cause, Duration time) {
    if (shutHere(gate, cause, time)) {
      listener.shut(gate, cause, time);
    }
  }

  /** A pause that an owner before, or another worker, has heard of. */
  void restore(String gate, WaitCause cause, Duration left) {
    var _ = shutHere(gate, cause, left);
  }

  private boolean shutHere(String gate, WaitCause cause, Duration time) {
    if (gate.equals(PROVIDER)) {
      return provider.shut(cause, time);
    }
    boolean[] longer = {false};
    workspaces.compute(
        gate,
        (name, known) -> {
          Gate shutting = known == null ? new Gate(name, nanos, alarm, () -> false) : known;
          longer[0] = shutting.shut(cause, time);
          return shutting;
        });
    return longer[0];
  }

  /** The gate of everyone, if the head has to wait there. */
  @Nullable Gate holding(Head head) {
    return provider.holds(head) ? provider : null;
  }

  /** The gate of its workspace, if the head has to wait there. */
  @Nullable Gate holding(Head head, ConnectionFacts connection) {
    Gate workspace = gate(connection);
    return workspace != null && workspace.holds(head) ? workspace : null;
  }

  /** A gate before that connection that is shut. */
  @Nullable Gate shut(ConnectionFacts connection) {
    if (provider.isShut()) {
      return provider;
    }
    Gate workspace = gate(connection);
    return workspace != null && workspace.isShut() ? workspace : null;
  }

  private @Nullable Gate gate(ConnectionFacts connection) {
    return connection.workspace() == null ? null : workspaces.get(connection.workspace());
  }

  /** Lanes that are held. */
  int waiting() {
    return provider.waiting() + workspaces.values().stream().mapToInt(Gate::waiting).sum();
  }

  /** How many gates are shut. */
  int shut() {
    return (provider.isShut() ? 1 : 0)
        + (int) workspaces.values().stream().filter(Gate::isShut).count();
  }

  void forgetIdle() {
    workspaces
        .keySet()
        .forEach(name -> workspaces.computeIfPresent(name, (k, gate) -> gate.idle() ? null : gate));
  }
}
