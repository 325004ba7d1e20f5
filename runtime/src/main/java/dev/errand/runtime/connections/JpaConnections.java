package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionStore;
import dev.errand.pipeline.CrashPoint;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.hibernate.exception.ConstraintViolationException;
import org.springframework.dao.DataIntegrityViolationException;

/** Connections in PostgreSQL. */
final class JpaConnections implements ConnectionStore {

  /** One user at a time for each provider account. */
  private static final String ACCOUNT_ONCE = "connection_account_once";

  private final ConnectionRows rows;
  private final EntityManager entities;
  private final Store store;

  JpaConnections(ConnectionRows rows, EntityManager entities, Store store) {
    this.rows = rows;
    this.entities = entities;
    this.store = store;
  }

  @Override
  public Optional<Connection> current(UserId user, Provider provider) {
    return store.as(
        user, () -> rows.live(user.value(), provider.wireName()).map(ConnectionRow::connection));
  }

  @Override
  public Optional<Connection> find(UserId user, Provider provider, String account) {
    return store.as(
        user,
        () ->
            rows.findByUserIdAndProviderAndAccount(user.value(), provider.wireName(), account)
                .map(ConnectionRow::connection));
  }

  @Override
  public List<Connection> of(UserId user) {
    return store.as(
        user,
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
          entities.persist(ConnectionRow.added(connection));
          rows.flush();
          store.note(NotedChange.added(connection));
          return Saved.DONE;
        });
  }

  @Override
  public void eraseFacts(UserId user) {
    store.as(user, () -> rows.eraseFacts(user.value()));
  }

  @Override
  public Saved replace(Connection connection, long before) {
    return replace(connection, before, NotedChange::byItself);
  }

  @Override
  public Saved reconnect(Connection connection, long before) {
    return replace(connection, before, NotedChange::byConsent);
  }

  /** The row is locked while its version is compared: whoever comes second sees the new one. */
  private Saved replace(
      Connection connection, long before, BiFunction<Connection, Connection, AuditEntry> noted) {
    CrashPoint.hit(CrashPoint.GRANT_SEALED);
    Saved saved =
        saved(
            connection,
            () -> {
              Optional<ConnectionRow> row =
                  rows.lock(connection.id().value()).filter(there -> there.version() == before);
              row.ifPresent(there -> change(there, connection, noted));
              return row.isPresent() ? Saved.DONE : Saved.VERSION_LOST;
            });
    CrashPoint.hit(CrashPoint.GRANT_STORED);
    return saved;
  }

  private void change(
      ConnectionRow row,
      Connection connection,
      BiFunction<Connection, Connection, AuditEntry> noted) {
    AuditEntry entry = noted.apply(row.connection(), connection);
    row.change(connection);
    rows.flush();
    store.note(entry);
  }

  /**
   * The unique indexes decide between rivals. Another user's row is not for us to see: the index
   * that refused is what tells of it.
   */
  private Saved saved(Connection connection, Supplier<Saved> statements) {
    try {
      return store.as(connection.user(), statements);
    } catch (DataIntegrityViolationException refused) {
      return refused.getCause() instanceof ConstraintViolationException violation
              && ACCOUNT_ONCE.equals(violation.getConstraintName())
          ? Saved.ACCOUNT_TAKEN
          : Saved.VERSION_LOST;
    }
  }
}
