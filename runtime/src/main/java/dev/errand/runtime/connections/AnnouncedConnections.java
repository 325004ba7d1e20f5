package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionStore;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.Optional;

/** A store whose changes are announced once they are committed. */
final class AnnouncedConnections implements ConnectionStore {

  private final ConnectionStore store;
  private final AnnounceChanges announce;

  AnnouncedConnections(ConnectionStore store, AnnounceChanges announce) {
    this.store = store;
    this.announce = announce;
  }

  @Override
  public Optional<Connection> current(UserId user, Provider provider) {
    return store.current(user, provider);
  }

  @Override
  public Optional<Connection> find(UserId user, Provider provider, String account) {
    return store.find(user, provider, account);
  }

  @Override
  public List<Connection> of(UserId user) {
    return store.of(user);
  }

  @Override
  public Saved add(Connection connection) {
    return announced(connection, store.add(connection));
  }

  @Override
  public Saved replace(Connection connection, long before) {
    return announced(connection, store.replace(connection, before));
  }

  /** Not a change of state: there is nothing to tell. */
  @Override
  public void eraseFacts(UserId user) {
    store.eraseFacts(user);
  }

  @Override
  public Saved reconnect(Connection connection, long before) {
    return announced(connection, store.reconnect(connection, before));
  }

  private Saved announced(Connection connection, Saved saved) {
    if (saved == Saved.DONE) {
      announce.announce(connection);
    }
    return saved;
  }
}
