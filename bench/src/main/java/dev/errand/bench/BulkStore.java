package dev.errand.bench;

import static java.util.Objects.requireNonNull;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionStore;
import dev.errand.connections.ConsentFlow;
import dev.errand.connections.ConsentFlows;
import dev.errand.connections.Consents;
import dev.errand.connections.DataKeyStore;
import dev.errand.connections.RefreshLeases;
import dev.errand.connections.RefreshPermits;
import dev.errand.connections.SealedTokens;
import dev.errand.connections.WrappedKey;
import dev.errand.local.LocalDatabase;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The tables of connections for people who have none yet, written a thousand rows at a time. No
 * refreshes. Thread-safe.
 */
final class BulkStore
    implements ConnectionStore, DataKeyStore, ConsentFlows, RefreshLeases, RefreshPermits {

  private static final int ROWS = 1_000;
  private static final String ADD_KEY = "insert into data_key (user_id, wrapped) values (?, ?)";
  private static final String ADD_CONNECTION =
      """
      insert into connection (id, user_id, provider, account, scopes, facts, state, version,
          access_token, refreshed_at, changed_at, announced, refresh_token, expires_at, refresh_due_at)
      values (?, ?, ?, ?, '{}', '{}', 'active', ?, ?, ?, now(), ?, ?, ?, ?)
      """;

  private final LocalDatabase database;
  private final Map<String, ConsentFlow> flows = new ConcurrentHashMap<>();
  private final Map<UserId, WrappedKey> keys = new ConcurrentHashMap<>();
  private final List<Connection> added = new ArrayList<>();

  BulkStore(LocalDatabase database) {
    this.database = database;
  }

  @Override
  public synchronized Saved add(Connection connection) {
    added.add(connection);
    if (added.size() >= ROWS) {
      flush();
    }
    return Saved.DONE;
  }

  /** Writes what is not written yet. */
  synchronized void flush() {
    try (java.sql.Connection session =
            DriverManager.getConnection(
                database.jdbcUrl() + "?reWriteBatchedInserts=true",
                database.user(),
                database.password());
        PreparedStatement addKey = session.prepareStatement(ADD_KEY);
        PreparedStatement addConnection = session.prepareStatement(ADD_CONNECTION)) {
      session.setAutoCommit(false);
      for (Connection connection : added) {
        addKey.setString(1, connection.user().value());
        addKey.setString(2, requireNonNull(keys.get(connection.user())).text());
        addKey.addBatch();
        fill(addConnection, connection);
        addConnection.addBatch();
      }
      addKey.executeBatch();
      addConnection.executeBatch();
      session.commit();
      added.clear();
    } catch (SQLException e) {
      throw new IllegalStateException("The connections cannot be stored", e);
    }
  }

  private static void fill(PreparedStatement row, Connection connection) throws SQLException {
    SealedTokens tokens = ((State.Active) connection.state()).tokens();
    row.setObject(1, connection.id().value());
    row.setString(2, connection.user().value());
    row.setString(3, connection.provider().wireName());
    row.setString(4, connection.account());
    row.setLong(5, connection.version());
    row.setBytes(6, tokens.access().bytes());
    row.setTimestamp(7, Timestamp.from(tokens.refreshedAt()));
    row.setLong(8, connection.version());
    row.setBytes(9, tokens.refresh() == null ? null : tokens.refresh().bytes());
    row.setTimestamp(10, timestamp(tokens.expiresAt()));
    row.setTimestamp(11, tokens.refresh() == null ? null : timestamp(tokens.refreshDue()));
  }

  private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }

  @Override
  public Optional<Connection> current(UserId user, Provider provider) {
    return Optional.empty();
  }

  @Override
  public Optional<Connection> find(UserId user, Provider provider, String account) {
    return Optional.empty();
  }

  @Override
  public List<Connection> of(UserId user) {
    return List.of();
  }

  @Override
  public void eraseFacts(UserId user) {}

  @Override
  public Saved replace(Connection connection, long before) {
    return Saved.VERSION_LOST;
  }

  @Override
  public Optional<WrappedKey> find(UserId user) {
    return Optional.ofNullable(keys.get(user));
  }

  @Override
  public WrappedKey keepFirst(UserId user, WrappedKey wrapped) {
    WrappedKey before = keys.putIfAbsent(user, wrapped);
    return before == null ? wrapped : before;
  }

  @Override
  public void destroy(UserId user) {
    keys.remove(user);
  }

  @Override
  public void add(ConsentFlow flow) {
    flows.put(flow.stateHash(), flow);
  }

  @Override
  public Optional<ConsentFlow> take(String stateHash) {
    return Optional.ofNullable(flows.remove(stateHash));
  }

  @Override
  public void failed(UserId user, Provider provider, Consents.Completion how) {}

  @Override
  public void removeExpired(Instant now) {}

  @Override
  public Taking take(Connection connection) {
    return new Taking.Busy();
  }

  @Override
  public void release(Lease lease, Duration rest) {}

  @Override
  public List<Leased> takeDue(Instant now, int max) {
    return List.of();
  }

  @Override
  public Optional<Instant> oldestDue(Instant now) {
    return Optional.empty();
  }

  @Override
  public Optional<Permit> take(Provider provider, int perSecond) {
    return Optional.empty();
  }

  @Override
  public void giveBack(Permit permit) {}
}
