package dev.errand.apiingest.attachment;

import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/**
 * How many files may be on their way at once through this process: each holds a few MB of it for as
 * long as a slow network takes, which is no longer than its {@link Pace} lets it. Nobody waits for
 * a place. Thread-safe.
 */
final class Transfers {

  private final TransferProperties properties;
  private final Duration longest;
  private final LongSupplier nanos;
  private final Semaphore places;
  private final Map<UserId, Integer> users = new ConcurrentHashMap<>();

  /**
   * @param longest one transfer
   * @param nanos as {@link System#nanoTime}
   */
  Transfers(TransferProperties properties, Duration longest, LongSupplier nanos) {
    this.properties = properties;
    this.longest = longest;
    this.nanos = nanos;
    this.places = new Semaphore(properties.atOnce());
  }

  /** One that has its place until it is closed. */
  interface Begun extends AutoCloseable {

    @Override
    void close();
  }

  /** Empty if there is no place. */
  Optional<Begun> begin(UserId user) {
    if (!places.tryAcquire()) {
      return Optional.empty();
    }
    if (users.merge(user, 1, Integer::sum) > properties.ofOneUser()) {
      end(user);
      return Optional.empty();
    }
    return Optional.of(() -> end(user));
  }

  private void end(UserId user) {
    users.compute(user, (_, open) -> open == null || open == 1 ? null : open - 1);
    places.release();
  }

  /** Of one that begins now. */
  Pace pace() {
    return new Pace(nanos, longest, properties.within(), properties.slowest());
  }
}
