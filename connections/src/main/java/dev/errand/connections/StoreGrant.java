package dev.errand.connections;

import dev.errand.connections.Connection.State;
import dev.errand.schemas.Secret;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a refresh's tokens to safety. At Notion the old tokens are dead by now, so this does not
 * give up for a store that is away for a while, nor because somebody who came too early took the
 * spent refresh token for a dead grant.
 */
final class StoreGrant {

  private static final Logger log = LoggerFactory.getLogger(StoreGrant.class);

  private final ConnectionStore connections;
  private final TokenSeal seal;
  private final Waiting waiting;
  private final Clock clock;

  /**
   * @param waiting for a store that is away
   */
  StoreGrant(ConnectionStore connections, TokenSeal seal, Waiting waiting, Clock clock) {
    this.connections = connections;
    this.seal = seal;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** Replaces exactly this version of the connection. */
  Stored store(Connection from, DataKey key, Grant grant, Secret refresh, Instant asked) {
    Waiting.Turn turn = waiting.begin();
    while (true) {
      try {
        return onTopOf(from, key, grant, refresh, asked);
      } catch (OutOfReach away) {
        if (!turn.next()) {
          log.atError()
              .addKeyValue("userId", from.user())
              .addKeyValue("provider", from.provider().wireName())
              .log("Refreshed tokens could not be stored in time and are lost");
          throw away;
        }
      }
    }
  }

  private Stored onTopOf(Connection from, DataKey key, Grant grant, Secret refresh, Instant asked) {
    SealedTokens tokens =
        seal.seal(key, from.provider(), from.id(), from.version() + 1, grant, refresh, asked);
    Connection renewed = from.next(new State.Active(tokens), clock.instant());
    return switch (connections.replace(renewed, from.version())) {
      case DONE -> new Stored.Done(renewed);
      case ACCOUNT_TAKEN -> new Stored.Changed();
      case VERSION_LOST -> {
        Optional<Connection> now = connections.find(from.user(), from.provider(), from.account());
        yield now.filter(row -> wasCondemnedTooEarly(from, row)).isPresent()
            ? onTopOf(now.get(), key, grant, refresh, asked)
            : now.filter(row -> row.state() instanceof State.Disconnected).isPresent()
                ? new Stored.Ended()
                : new Stored.Changed();
      }
    };
  }

  /** Another process saw its refresh token refused because ours had just spent it. */
  private static boolean wasCondemnedTooEarly(Connection from, Connection now) {
    return now.id().equals(from.id())
        && now.version() == from.version() + 1
        && now.state() instanceof State.ReconnectNeeded(ReconnectCause cause)
        && cause == ReconnectCause.REFRESH_REFUSED;
  }

  /** Where the tokens are now. */
  sealed interface Stored {

    record Done(Connection connection) implements Stored {}

    /** Somebody else's newer tokens are there. */
    record Changed() implements Stored {}

    /** The person has disconnected: these tokens must not live on. */
    record Ended() implements Stored {}
  }
}
