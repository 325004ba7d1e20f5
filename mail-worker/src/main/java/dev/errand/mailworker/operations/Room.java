package dev.errand.mailworker.operations;

import dev.errand.pipeline.Failure;
import dev.errand.pipeline.OperationStopped;
import dev.errand.schemas.WaitCause;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** So many places for what takes a few MB of this process each. For all threads. */
final class Room {

  static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore places;
  private final Duration patience;

  Room(int places, Duration patience) {
    this.places = new Semaphore(places, true);
    this.patience = patience;
  }

  /** One that is taken until it is closed, once. */
  interface Place extends AutoCloseable {

    @Override
    void close();
  }

  /**
   * Waits a little for a place.
   *
   * @throws OperationStopped if there is none: it is tried again later
   */
  Place take() {
    try {
      if (places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return places::release;
      }
    } catch (InterruptedException tooLate) {
      Thread.currentThread().interrupt();
    }
    throw later();
  }

  /** Nothing was begun, or what was begun can be done again. */
  static OperationStopped later() {
    return new OperationStopped(
        new Failure.RetryLater(WaitCause.RETRY, Failure.Scope.USER, Optional.empty()));
  }
}
