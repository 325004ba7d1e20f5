package dev.errand.connections;

import dev.errand.connections.Connection.State;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases first, then revokes: a process that dies in between leaves a token that nobody has any
 * more.
 */
final class Disconnect implements Disconnects {

  private static final Logger log = LoggerFactory.getLogger(Disconnect.class);

  /** A refresh may win the race once or twice; it cannot win for ever. */
  private static final int TRIES = 10;

  private final ConnectionStore connections;
  private final DataKeys keys;
  private final TokenEndpoints endpoints;
  private final Clock clock;

  Disconnect(ConnectionStore connections, DataKeys keys, TokenEndpoints endpoints, Clock clock) {
    this.connections = connections;
    this.keys = keys;
    this.endpoints = endpoints;
    this.clock = clock;
  }

  @Override
  public Receipt disconnect(UserId user, Provider provider) {
    try {
      for (int attempt = 1; attempt <= TRIES; attempt++) {
        Optional<Connection> found = connections.current(user, provider);
        if (found.isEmpty()) {
          return new Receipt.NotConnected();
        }
        Optional<Secret> token = opened(found.get());
        Connection ended = found.get().next(new State.Disconnected(), clock.instant());
        if (connections.replace(ended, found.get().version()) == ConnectionStore.Saved.DONE) {
          return new Receipt.Disconnected(ended, revoke(found.get(), token));
        }
      }
      return new Receipt.Unavailable();
    } catch (OutOfReach away) {
      return new Receipt.Unavailable();
    }
  }

  /** That the token does not open must not keep the person from disconnecting. */
  private Optional<Secret> opened(Connection connection) {
    try {
      return connection.state() instanceof State.Active(SealedTokens tokens)
          ? Optional.of(TokenSeal.openAccess(keys.existing(connection.user()), connection, tokens))
          : Optional.empty();
    } catch (OutOfReach | SealBroken thrown) {
      log.atWarn()
          .addKeyValue("userId", connection.user())
          .addKeyValue("provider", connection.provider().wireName())
          .log("A token is erased without being revoked: {}", thrown.getMessage());
      return Optional.empty();
    }
  }

  private Revocation revoke(Connection before, Optional<Secret> token) {
    if (token.isPresent()) {
      return endpoints
          .find(before.provider())
          .map(endpoint -> endpoint.revoke(token.get()))
          .orElse(Revocation.NOT_POSSIBLE);
    }
    return before.state() instanceof State.Active
        ? Revocation.FAILED
        : Revocation.NOTHING_TO_REVOKE;
  }
}
