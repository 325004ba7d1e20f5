package dev.errand.connections;

import dev.errand.connections.RefreshPermits.Permit;
import dev.errand.schemas.Provider;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets no more than so many calls a second to each token endpoint through, over all processes; the
 * others wait for their turn. A token endpoint that is asked by everybody at once answers nobody.
 * Safe for use by many threads.
 */
final class Pace {

  private static final Logger log = LoggerFactory.getLogger(Pace.class);

  private final int perSecond;
  private final RefreshPermits permits;
  private final Waiting waiting;

  /**
   * @param perSecond the most in any second
   * @param waiting for a permit; with the call that follows, shorter than a lease lasts
   */
  Pace(int perSecond, RefreshPermits permits, Waiting waiting) {
    this.perSecond = perSecond;
    this.permits = permits;
    this.waiting = waiting;
  }

  /**
   * Makes the call when its turn has come.
   *
   * @return empty if it does not come soon, and then nothing was called
   */
  <T> Optional<T> inTurn(Provider provider, Supplier<T> call) {
    Waiting.Turn turn = waiting.begin();
    do {
      Optional<Permit> permit = permits.take(provider, perSecond);
      if (permit.isPresent()) {
        return with(permit.get(), turn, call);
      }
    } while (turn.next());
    return Optional.empty();
  }

  private <T> Optional<T> with(Permit permit, Waiting.Turn turn, Supplier<T> call) {
    try {
      return turn.sleep(permit.after()) ? Optional.of(call.get()) : Optional.empty();
    } finally {
      giveBack(permit);
    }
  }

  private void giveBack(Permit permit) {
    try {
      permits.giveBack(permit);
    } catch (OutOfReach away) {
      log.debug("A permit was not given back; it comes back by itself");
    }
  }
}
