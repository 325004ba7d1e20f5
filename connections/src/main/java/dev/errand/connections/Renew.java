package dev.errand.connections;

import dev.errand.connections.Connection.State;
import dev.errand.connections.RefreshLeases.Lease;
import dev.errand.connections.RefreshMeter.Outcome;
import dev.errand.connections.TokenEndpoint.Answer;
import dev.errand.schemas.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One trade of a refresh token for new tokens, by the owner of the lease.
 *
 * <ol>
 *   <li>The data key is opened before the token endpoint is called, so that nothing but a local
 *       commit stands between its answer and safety.
 *   <li>No call is begun that might end after the lease: whoever has it by then sends the same
 *       refresh token, and of Notion's each is good for once.
 *   <li>New tokens replace exactly the version they came from (compare-and-set).
 *   <li>A refused refresh token condemns the connection only if its stored version is still the one
 *       that was refused; a refused client condemns nobody.
 * </ol>
 */
final class Renew {

  private static final Logger log = LoggerFactory.getLogger(Renew.class);

  /** The operator has to act: asking every second would not help. */
  private static final Duration OPERATORS_PACE = Duration.ofMinutes(1);

  /** From the first byte of a request to the commit of its answer, which takes 15 s at the most. */
  private static final Duration CALL = Duration.ofSeconds(16);

  private static final Duration SOON = Duration.ofSeconds(1);
  private static final Duration AT_ONCE = Duration.ofMillis(50);

  private final ConnectionStore connections;
  private final DataKeys keys;
  private final TokenEndpoints endpoints;
  private final Pace pace;
  private final StoreGrant storeGrant;
  private final RefreshMeter meter;
  private final Clock clock;
  private final LongSupplier nanos;

  Renew(
      ConnectionStore connections,
      DataKeys keys,
      TokenEndpoints endpoints,
      Pace pace,
      StoreGrant storeGrant,
      RefreshMeter meter,
      Clock clock,
      LongSupplier nanos) {
    this.connections = connections;
    this.keys = keys;
    this.endpoints = endpoints;
    this.pace = pace;
    this.storeGrant = storeGrant;
    this.meter = meter;
    this.clock = clock;
    this.nanos = nanos;
  }

  Refreshed renew(Connection connection, Lease lease) {
    if (!(connection.state() instanceof State.Active(SealedTokens tokens))) {
      return changed(connection);
    }
    DataKey key = keys.existing(connection.user());
    Optional<Secret> refreshToken = TokenSeal.openRefresh(key, connection, tokens);
    if (refreshToken.isEmpty()) {
      return condemn(connection, ReconnectCause.TOKEN_REFUSED);
    }
    return pace.inTurn(
            connection.provider(), () -> trade(connection, key, refreshToken.get(), lease))
        .orElseGet(() -> notNow(connection, "the token endpoint is asked by others first", SOON));
  }

  /** Looks again, for others may have been waited for. */
  private Refreshed trade(Connection connection, DataKey key, Secret refreshToken, Lease lease) {
    if (!connections.holds(connection)) {
      return changed(connection);
    }
    long before = lease.end() - CALL.toNanos();
    if (nanos.getAsLong() - before >= 0) {
      return notNow(connection, "too little of the lease is left", AT_ONCE);
    }
    Instant asked = clock.instant();
    return switch (endpoints.of(connection.provider()).refresh(refreshToken, before)) {
      case Answer.Granted(Grant grant) -> keep(connection, key, grant, refreshToken, asked);
      case Answer.InvalidGrant() -> condemn(connection, ReconnectCause.REFRESH_REFUSED);
      case Answer.InvalidClient() -> invalidClient(connection);
      case Answer.Unusable(String why) -> notNow(connection, why, OPERATORS_PACE);
      case Answer.Unavailable(Duration after) ->
          notNow(connection, "the token endpoint does not answer", after);
    };
  }

  private Refreshed keep(
      Connection connection, DataKey key, Grant grant, Secret old, Instant asked) {
    Account account = grant.account();
    if (account != null && !account.id().equals(connection.account())) {
      return notNow(connection, "the tokens are for another account", OPERATORS_PACE);
    }
    Secret refresh = grant.refreshToken() == null ? old : grant.refreshToken();
    return switch (storeGrant.store(connection, key, grant, refresh, asked)) {
      case StoreGrant.Stored.Done(Connection now) -> {
        meter.refreshed(connection.provider(), Outcome.REFRESHED);
        yield new Refreshed.Renewed(new UsableToken(now, grant.accessToken()));
      }
      case StoreGrant.Stored.Changed() -> changed(connection);
      case StoreGrant.Stored.Ended() -> {
        endpoints.of(connection.provider()).revoke(grant.accessToken());
        yield changed(connection);
      }
    };
  }

  /** The row is read again by the compare-and-set itself: a changed one is not condemned. */
  private Refreshed condemn(Connection connection, ReconnectCause cause) {
    Connection dead = connection.next(new State.ReconnectNeeded(cause), clock.instant());
    return switch (connections.replace(dead, connection.version())) {
      case DONE -> {
        meter.refreshed(connection.provider(), Outcome.RECONNECT_NEEDED);
        log.atInfo()
            .addKeyValue("userId", connection.user())
            .addKeyValue("provider", connection.provider().wireName())
            .addKeyValue("outcome", cause.wireName())
            .log("The person has to connect again; their commands wait");
        yield new Refreshed.Dead(cause, dead.changedAt());
      }
      case VERSION_LOST, ACCOUNT_TAKEN -> changed(connection);
    };
  }

  private Refreshed invalidClient(Connection connection) {
    meter.refreshed(connection.provider(), Outcome.INVALID_CLIENT);
    log.atError()
        .addKeyValue("provider", connection.provider().wireName())
        .addKeyValue("outcome", "invalid_client")
        .log("The provider does not accept our client id or secret; nobody's token is refreshed");
    return new Refreshed.NotNow("the provider does not accept this installation", OPERATORS_PACE);
  }

  private Refreshed notNow(Connection connection, String why, Duration after) {
    meter.refreshed(connection.provider(), Outcome.UNAVAILABLE);
    log.atWarn()
        .addKeyValue("userId", connection.user())
        .addKeyValue("provider", connection.provider().wireName())
        .addKeyValue("outcome", why)
        .log("A refresh failed; it is tried again in {} s", after.toSeconds());
    return new Refreshed.NotNow(why, after);
  }

  private Refreshed changed(Connection connection) {
    meter.refreshed(connection.provider(), Outcome.CHANGED_ELSEWHERE);
    return new Refreshed.Changed();
  }
}
