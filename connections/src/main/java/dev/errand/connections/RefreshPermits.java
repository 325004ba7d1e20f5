package dev.errand.connections;

import dev.errand.schemas.Provider;
import java.time.Duration;
import java.util.Optional;

/**
 * Permits to ask a provider's token endpoint, so many in any second over all processes and their
 * restarts. A permit is somebody else's a second after its call has ended: so at the endpoint, too,
 * any second has no more calls than there are permits, however long each was on its way.
 *
 * <p>Every method throws {@link OutOfReach} if the store cannot be reached.
 */
public interface RefreshPermits {

  /**
   * Takes a permit for one call. It comes back by itself if it is not given back, as after a crash:
   * later than any lease that is held now has lapsed.
   *
   * @param perSecond how many permits there are
   * @return the permit, which may not be used at once; empty if all are in use
   */
  Optional<Permit> take(Provider provider, int perSecond);

  /** Gives it back, after its call has ended. Does nothing if it came back by itself before. */
  void giveBack(Permit permit);

  /**
   * A permit in hand.
   *
   * @param number which of its provider's
   * @param mark tells this use of it from another
   * @param after how long from now it may be used first, at most a second
   */
  record Permit(Provider provider, int number, String mark, Duration after) {}
}
