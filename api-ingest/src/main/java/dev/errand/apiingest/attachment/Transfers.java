package dev.errand.apiingest.attachment;

import dev.errand.schemas.UserId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * How many files may be on their way at once through this process: each holds a few MB of it for as
 * long as a slow network takes. Nobody waits for a place. Thread-safe.
 */
final class Transfers {

  private final Semaphore places;
  private final int ofOneUser;
  private final Map<UserId, Integer> users = new ConcurrentHashMap<>();

  Transfers(TransferProperties properties) {
    this.places = new Semaphore(properties.atOnce());
    this.ofOneUser = properties.ofOneUser();
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
    if (users.merge(user, 1, Integer::sum) > ofOneUser) {
      end(user);
      return Optional.empty();
    }
    return Optional.of(() -> end(user));
  }

  private void end(UserId user) {
    users.compute(user, (_, open) -> open == null || open == 1 ? null : open - 1);
    places.release();
  }
}
