package dev.errand.connections;

import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionStore.Saved;
import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Consents.Reason;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes a fresh grant the user's connection: a new one, or the next version of the one to the same
 * account.
 */
final class ConnectAccount {

  /** A refresh or a second browser may come in between once or twice, not for ever. */
  private static final int TRIES = 10;

  private final ConnectionStore connections;
  private final DataKeys keys;
  private final TokenSeal seal;
  private final Clock clock;

  ConnectAccount(ConnectionStore connections, DataKeys keys, TokenSeal seal, Clock clock) {
    this.connections = connections;
    this.keys = keys;
    this.seal = seal;
    this.clock = clock;
  }

  Completion connect(UserId user, Provider provider, DataKey key, Grant grant, Instant asked) {
    Account account = grant.account();
    if (account == null) {
      return new Completion.ExchangeFailed(Reason.ANSWER_NOT_VALID);
    }
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Optional<Connection> current = connections.current(user, provider);
      if (current.isPresent() && !current.get().account().equals(account.id())) {
        return new Completion.OtherAccount(current.get());
      }
      Optional<Connection> before =
          current.or(() -> connections.find(user, provider, account.id()));
      Connection connected =
          connected(
              user,
              provider,
              account,
              before.map(Connection::id).orElseGet(() -> new ConnectionId(UUID.randomUUID())),
              newestVersion(user, provider) + 1,
              key,
              grant,
              asked);
      Saved saved =
          before.isPresent()
              ? connections.reconnect(connected, before.get().version())
              : connections.add(connected);
      if (saved == Saved.DONE) {
        return stillOpens(connected) ? new Completion.Connected(connected) : undone(connected);
      }
      if (saved == Saved.ACCOUNT_TAKEN) {
        return new Completion.AccountTaken();
      }
    }
    return new Completion.ExchangeFailed(Reason.UNAVAILABLE);
  }

  /** Whether the account was not erased, and its key destroyed, since the key was fetched. */
  private boolean stillOpens(Connection connected) {
    try {
      SealedTokens tokens = ((State.Active) connected.state()).tokens();
      Secret _ = TokenSeal.openAccess(keys.existing(connected.user()), connected, tokens);
      return true;
    } catch (SealBroken erased) {
      return false;
    }
  }

  private Completion undone(Connection connected) {
    Saved _ =
        connections.replace(
            connected.next(new State.Disconnected(), clock.instant()), connected.version());
    connections.eraseFacts(connected.user());
    return new Completion.ExchangeFailed(Reason.UNAVAILABLE);
  }

  private long newestVersion(UserId user, Provider provider) {
    return connections.of(user).stream()
        .filter(connection -> connection.provider() == provider)
        .mapToLong(Connection::version)
        .max()
        .orElse(0);
  }

  private Connection connected(
      UserId user,
      Provider provider,
      Account account,
      ConnectionId id,
      long version,
      DataKey key,
      Grant grant,
      Instant asked) {
    SealedTokens tokens = seal.seal(key, provider, id, version, grant, grant.refreshToken(), asked);
    return new Connection(
        id,
        user,
        provider,
        version,
        account.id(),
        account.workspace(),
        grant.scopes(),
        account.facts(),
        new State.Active(tokens),
        clock.instant());
  }
}
