package dev.errand.pipeline.engine;

import dev.errand.pipeline.Failure;
import dev.errand.schemas.WaitCause;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notices when the provider is down for everyone: when half of the calls of the last seconds met no
 * provider. Then everybody stays away, for longer each time that a trial fails. Thread-safe.
 */
final class Outage {

  private static final int WINDOW_SECONDS = 30;
  private static final int FEWEST_CALLS = 20;
  private static final float FAILING_PERCENT = 50;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final int DOUBLINGS = 5; // 5 s * 2^5 = 160 s

  private final CircuitBreaker breaker =
      CircuitBreaker.of(
          "provider",
          CircuitBreakerConfig.custom()
              .slidingWindow(WINDOW_SECONDS, FEWEST_CALLS, SlidingWindowType.TIME_BASED)
              .failureRateThreshold(FAILING_PERCENT)
              .permittedNumberOfCallsInHalfOpenState(Gate.FIRST)
              .recordResult(Boolean.FALSE::equals)
              .build());
  private final Backoff backoff;
  private int trips;

  /**
   * No outage.
   *
   * @param pause is told how long everybody has to stay away
   */
  Outage(Backoff backoff, Consumer<Duration> pause) {
    this.backoff = backoff;
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              switch (event.getStateTransition().getToState()) {
                case OPEN -> pause.accept(nextPause());
                case CLOSED -> over();
                default -> {}
              }
            });
  }

  /** A call is over; without a failure the provider took it. */
  void called(Duration took, @Nullable Failure failure) {
    boolean met = failure == null || !meetsNobody(failure);
    breaker.onResult(took.toNanos(), TimeUnit.NANOSECONDS, met);
  }

  private static boolean meetsNobody(Failure failure) {
    return switch (failure) {
      case Failure.RetryLater later -> later.cause() == WaitCause.PROVIDER_OUTAGE;
      case Failure.InDoubt doubt -> doubt.cause() == WaitCause.PROVIDER_OUTAGE;
      case Failure.RefreshToken _, Failure.ReconnectNeeded _, Failure.Refused _ -> false;
    };
  }

  /** Whether the provider is only being tried; asked when the pause is over. */
  boolean onTrial() {
    if (breaker.getState() == State.OPEN) {
      breaker.transitionToHalfOpenState();
    }
    return breaker.getState() == State.HALF_OPEN;
  }

  private synchronized Duration nextPause() {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(trips++, DOUBLINGS));
    return backoff.jittered(pause);
  }

  private synchronized void over() {
    trips = 0;
  }
}
