package dev.errand.connections;

import dev.errand.connections.Connection.State;
import dev.errand.connections.TokenCache.Owner;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * Asks the store whether a version of a connection is still stored and active. Whoever asks for the
 * same person while somebody in this process does shares their look. Safe for use by many threads.
 */
final class StillActive {

  private final ConnectionStore connections;
  private final TokenCache cache;
  private final LongSupplier nanos;
  private final Map<Owner, CompletableFuture<Look>> looks = new ConcurrentHashMap<>();

  StillActive(ConnectionStore connections, TokenCache cache, LongSupplier nanos) {
    this.connections = connections;
    this.cache = cache;
    this.nanos = nanos;
  }

  /**
   * What was found.
   *
   * @param asked not later than when it was read
   */
  private record Look(Optional<Connection> found, long asked) {}

  /** No if it cannot be told, or if the answer came so late that it may be so no more. */
  boolean is(Owner owner, ConnectionId connection, long version) {
    Look look = look(owner);
    boolean active =
        look.found()
            .filter(now -> now.id().equals(connection) && now.version() == version)
            .filter(now -> now.state() instanceof State.Active)
            .isPresent();
    if (active) {
      cache.readAgain(owner, version, look.asked());
    }
    return active && nanos.getAsLong() - look.asked() < Believed.FOR.toNanos();
  }

  private Look look(Owner owner) {
    CompletableFuture<Look> mine = new CompletableFuture<>();
    CompletableFuture<Look> earlier = looks.putIfAbsent(owner, mine);
    if (earlier != null) {
      return await(earlier);
    }
    Look look = nothing();
    try {
      look = new Look(connections.current(owner.user(), owner.provider()), look.asked());
    } catch (OutOfReach away) {
      // Nothing is found, then.
    } finally {
      looks.remove(owner, mine);
      mine.complete(look);
    }
    return look;
  }

  private Look nothing() {
    return new Look(Optional.empty(), nanos.getAsLong());
  }

  /** What takes longer is not believed anyway. */
  private Look await(CompletableFuture<Look> look) {
    try {
      return look.get(Believed.FOR.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return nothing();
    } catch (TimeoutException | ExecutionException late) {
      return nothing();
    }
  }
}
