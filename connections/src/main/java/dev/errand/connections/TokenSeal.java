package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Seals a connection's tokens for one version of it, and opens them. Local: needs no network. */
final class TokenSeal {

  private final RefreshSchedule schedule;

  TokenSeal(RandomGenerator random) {
    this.schedule = new RefreshSchedule(random);
  }

  /**
   * Seals what was granted.
   *
   * @param version of the connection that will hold the tokens
   * @param refresh the refresh token that counts from now on
   * @param asked when the request left: the token's life is counted from there, which is early
   */
  SealedTokens seal(
      DataKey key,
      Provider provider,
      ConnectionId id,
      long version,
      Grant grant,
      @Nullable Secret refresh,
      Instant asked) {
    UUID name = id.value();
    return new SealedTokens(
        key.seal(provider, Purpose.ACCESS_TOKEN, name, version, grant.accessToken()),
        refresh == null ? null : key.seal(provider, Purpose.REFRESH_TOKEN, name, version, refresh),
        grant.expiresIn() == null ? null : asked.plus(grant.expiresIn()),
        refresh == null ? null : schedule.due(asked, grant.expiresIn()),
        asked);
  }

  static Secret openAccess(DataKey key, Connection connection, SealedTokens tokens) {
    return open(key, connection, Purpose.ACCESS_TOKEN, tokens.access());
  }

  static Optional<Secret> openRefresh(DataKey key, Connection connection, SealedTokens tokens) {
    return Optional.ofNullable(tokens.refresh())
        .map(kept -> open(key, connection, Purpose.REFRESH_TOKEN, kept));
  }

  private static Secret open(DataKey key, Connection of, Purpose purpose, Sealed sealed) {
    return key.open(of.provider(), purpose, of.id().value(), of.version(), sealed);
  }
}
