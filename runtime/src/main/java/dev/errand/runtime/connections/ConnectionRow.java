package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.Connection.State;
import dev.errand.connections.ConnectionId;
import dev.errand.connections.ReconnectCause;
import dev.errand.connections.Sealed;
import dev.errand.connections.SealedTokens;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A {@link Connection} in its table. */
@Entity
@Table(name = "connection")
@DynamicUpdate
class ConnectionRow {

  @Id private UUID id = new UUID(0, 0);

  @Column(updatable = false)
  private String userId = "";

  @Column(updatable = false)
  private String provider = "";

  @Column(updatable = false)
  private String account = "";

  private @Nullable String workspace;

  @JdbcTypeCode(SqlTypes.ARRAY)
  private String[] scopes = {};

  @JdbcTypeCode(SqlTypes.JSON)
  private Map<String, String> facts = Map.of();

  private String state = "";
  private @Nullable String cause;
  private long version;
  private byte @Nullable [] accessToken;
  private byte @Nullable [] refreshToken;
  private @Nullable Instant expiresAt;
  private @Nullable Instant refreshDueAt;
  private @Nullable Instant refreshedAt;

  private Instant changedAt = Instant.EPOCH;

  /** A trigger's. */
  @Column(insertable = false, updatable = false)
  private @Nullable Instant connectedAgainAt;

  @SuppressWarnings("UnusedVariable") // for the statements of ConnectionRows
  private long announced;

  /** For Hibernate. */
  protected ConnectionRow() {}

  static ConnectionRow added(Connection connection) {
    ConnectionRow row = new ConnectionRow();
    row.id = connection.id().value();
    row.userId = connection.user().value();
    row.provider = connection.provider().wireName();
    row.account = connection.account();
    row.change(connection);
    return row;
  }

  long version() {
    return version;
  }

  /** Takes over all that can change. */
  void change(Connection connection) {
    workspace = connection.workspace();
    scopes = connection.scopes().stream().sorted().toArray(String[]::new);
    facts = connection.facts();
    state = connection.state().wireName();
    cause =
        connection.state() instanceof State.ReconnectNeeded(ReconnectCause why)
            ? why.wireName()
            : null;
    version = connection.version();
    changedAt = connection.changedAt();
    tokens(connection.state() instanceof State.Active(SealedTokens tokens) ? tokens : null);
  }

  private void tokens(@Nullable SealedTokens tokens) {
    accessToken = tokens == null ? null : tokens.access().bytes();
    refreshToken = tokens == null || tokens.refresh() == null ? null : tokens.refresh().bytes();
    expiresAt = tokens == null ? null : tokens.expiresAt();
    refreshDueAt = tokens == null ? null : tokens.refreshDue();
    refreshedAt = tokens == null ? null : tokens.refreshedAt();
  }

  Connection connection() {
    return new Connection(
        new ConnectionId(id),
        new UserId(userId),
        Provider.ofWireName(provider),
        version,
        account,
        workspace,
        Set.of(scopes),
        facts,
        state(),
        changedAt,
        connectedAgainAt);
  }

  private State state() {
    return switch (state) {
      case "active" -> new State.Active(tokens());
      case "reconnect_needed" ->
          new State.ReconnectNeeded(ReconnectCause.ofWireName(Objects.requireNonNull(cause)));
      case "disconnected" -> new State.Disconnected();
      default -> throw new IllegalStateException("No connection has the state " + state);
    };
  }

  private SealedTokens tokens() {
    return new SealedTokens(
        Sealed.of(Objects.requireNonNull(accessToken)),
        refreshToken == null ? null : Sealed.of(refreshToken),
        expiresAt,
        refreshDueAt,
        Objects.requireNonNull(refreshedAt));
  }
}
