package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionStore;
import dev.errand.pipeline.CrashPoint;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.dao.DataIntegrityViolationException;

/** Connections in PostgreSQL. */
final class JpaConnections implements ConnectionStore {

  private final ConnectionRows rows;
  private final EntityManager entities;
  private final Store store;
  private final Clock clock;

  JpaConnections(ConnectionRows rows, EntityManager entities, Store store, Clock clock) {
    this.rows = rows;
    this.entities = entities;
    this.store = store;
    this.clock = clock;
  }

  @Override
  public Optional<Connection> current(UserId user, Provider provider) {
    return store.in(
        () -> rows.live(user.value(), provider.wireName()).map(ConnectionRow::connection));
  }

  @Override
  public Optional<Connection> find(UserId user, Provider provider, String account) {
    return store.in(
        () ->
            rows.findByUserIdAndProviderAndAccount(user.value(), provider.wireName(), account)
                .map(ConnectionRow::connection));
  }

  @Override
  public List<Connection> of(UserId user) {
    return store.in(
        () ->
            rows.findByUserIdOrderByProviderAscChangedAtDesc(user.value()).stream()
                .map(ConnectionRow::connection)
                .toList());
  }

  @Override
  public Saved add(Connection connection) {
    return saved(
        connection,
        () -> {
          entities.persist(ConnectionRow.added(connection, clock.instant()));
          return Saved.DONE;
        });
  }

  /** The row is locked while its version is compared: whoever comes second sees the new one. */
  @Override
  public Saved replace(Connection connection, long before) {
    CrashPoint.hit(CrashPoint.GRANT_SEALED);
    Saved saved =
        saved(
            connection,
            () -> {
              Optional<ConnectionRow> row =
                  rows.lock(connection.id().value()).filter(there -> there.version() == before);
              row.ifPresent(there -> there.change(connection, clock.instant()));
              return row.isPresent() ? Saved.DONE : Saved.VERSION_LOST;
            });
    CrashPoint.hit(CrashPoint.GRANT_STORED);
    return saved;
  }

  /** The unique indexes decide between rivals; which of them refused is asked afterwards. */
  private Saved saved(Connection connection, Supplier<Saved> statements) {
    try {
      return store.in(statements);
    } catch (DataIntegrityViolationException refused) {
      return store.in(() -> isTaken(connection)) ? Saved.ACCOUNT_TAKEN : Saved.VERSION_LOST;
    }
  }

  private boolean isTaken(Connection connection) {
    return rows.isTakenFrom(
        connection.user().value(), connection.provider().wireName(), connection.account());
  }
}
