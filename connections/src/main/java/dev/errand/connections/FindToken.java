package dev.errand.connections;

import dev.errand.connections.Connection.State;
import dev.errand.connections.TokenCache.Entry;
import dev.errand.connections.TokenCache.Owner;
import dev.errand.connections.UsableTokens.Answer;
import dev.errand.schemas.Secret;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the connection, opens its token or has it refreshed, and leaves it in the cache. */
final class FindToken {

  private static final Logger log = LoggerFactory.getLogger(FindToken.class);

  private static final State PERSON_NEEDED =
      new State.ReconnectNeeded(ReconnectCause.SIGN_IN_AGAIN);

  private static final Duration STORE_PACE = Duration.ofSeconds(2);
  private static final Duration OPERATORS_PACE = Duration.ofMinutes(1);

  private final ConnectionStore connections;
  private final DataKeys keys;
  private final Refresh refresh;
  private final TokenCache cache;
  private final TokenSettings settings;
  private final Clock clock;
  private final LongSupplier nanos;

  FindToken(
      ConnectionStore connections,
      DataKeys keys,
      Refresh refresh,
      TokenCache cache,
      TokenSettings settings,
      Clock clock,
      LongSupplier nanos) {
    this.connections = connections;
    this.keys = keys;
    this.refresh = refresh;
    this.cache = cache;
    this.settings = settings;
    this.clock = clock;
    this.nanos = nanos;
  }

  Answer find(Owner owner) {
    return guarded(owner, () -> read(owner, nanos.getAsLong()));
  }

  /** If the store is away it stays active, and the provider will say the same again. */
  void condemn(Owner owner, long version) {
    try {
      connections
          .current(owner.user(), owner.provider())
          .filter(now -> now.version() == version && now.state() instanceof State.Active)
          .map(now -> now.next(PERSON_NEEDED, clock.instant()))
          .ifPresent(dead -> logged(owner, connections.replace(dead, version)));
    } catch (OutOfReach away) {
      log.atWarn()
          .addKeyValue("userId", owner.user())
          .addKeyValue("provider", owner.provider().wireName())
          .log(
              "That the person has to sign in again is not stored yet; it will be found out again");
    }
  }

  private static void logged(Owner owner, ConnectionStore.Saved saved) {
    if (saved == ConnectionStore.Saved.DONE) {
      log.atInfo()
          .addKeyValue("userId", owner.user())
          .addKeyValue("provider", owner.provider().wireName())
          .addKeyValue("outcome", ReconnectCause.SIGN_IN_AGAIN.wireName())
          .log("The person has to connect again; their commands wait");
    }
  }

  /** Refreshes a token that is still usable; if that does not succeed, it is what is given. */
  Answer refreshAhead(Owner owner, UsableToken current) {
    return guarded(
        owner,
        () -> {
          long now = nanos.getAsLong();
          return refreshed(owner, current.connection(), now)
              .filter(answer -> !(answer instanceof Answer.Unavailable))
              .orElseGet(() -> read(owner, now));
        });
  }

  /** The entry again, due for the next try in the background after a pause. */
  Entry later(Entry entry) {
    return new Entry(
        entry.token(), entry.until(), clock.instant().plus(OPERATORS_PACE), entry.readAt());
  }

  private Answer read(Owner owner, long now) {
    for (int round = 1; round <= 3; round++) {
      Optional<Connection> found = connections.current(owner.user(), owner.provider());
      if (found.isEmpty()) {
        return new Answer.NotConnected();
      }
      Optional<Answer> answer = answer(owner, found.get(), now);
      if (answer.isPresent()) {
        return answer.get();
      }
    }
    return new Answer.Unavailable("the connection changes all the time", STORE_PACE);
  }

  /** Empty if the connection has changed meanwhile. */
  private Optional<Answer> answer(Owner owner, Connection connection, long now) {
    return switch (connection.state()) {
      case State.Disconnected() -> Optional.of(new Answer.NotConnected());
      case State.ReconnectNeeded(ReconnectCause cause) ->
          Optional.of(new Answer.ReconnectNeeded(cause, connection.changedAt()));
      case State.Active(SealedTokens tokens) ->
          mayBeGiven(owner, connection, tokens)
              ? Optional.of(opened(owner, connection, tokens, now))
              : refreshed(owner, connection, now);
    };
  }

  private boolean mayBeGiven(Owner owner, Connection connection, SealedTokens tokens) {
    return connection.version() > cache.refusedVersion(owner)
        && clock.instant().isBefore(givenUntil(tokens));
  }

  private Answer opened(Owner owner, Connection connection, SealedTokens tokens, long now) {
    return cached(owner, new UsableToken(connection, secret(owner, connection, tokens)), now);
  }

  /** What is open already needs no key service. */
  private Secret secret(Owner owner, Connection connection, SealedTokens tokens) {
    TokenCache.@Nullable Entry kept = cache.get(owner, clock.instant());
    return kept != null && kept.version() == connection.version()
        ? kept.token().secret()
        : TokenSeal.openAccess(keys.existing(owner.user()), connection, tokens);
  }

  private Optional<Answer> refreshed(Owner owner, Connection connection, long now) {
    return switch (refresh.refresh(connection)) {
      case Refreshed.Renewed(UsableToken token) -> Optional.of(cached(owner, token, now));
      case Refreshed.Dead(ReconnectCause cause, Instant since) -> {
        cache.dropBefore(owner, Long.MAX_VALUE);
        yield Optional.of(new Answer.ReconnectNeeded(cause, since));
      }
      case Refreshed.Changed() -> Optional.empty();
      case Refreshed.NotNow(String why, Duration after) ->
          Optional.of(new Answer.Unavailable(why, after));
    };
  }

  private Answer cached(Owner owner, UsableToken token, long readAt) {
    if (token.connection().state() instanceof State.Active(SealedTokens tokens)) {
      cache.put(
          owner,
          new Entry(token, givenUntil(tokens), tokens.refreshDue(), readAt),
          clock.instant());
    }
    return new Answer.Usable(token);
  }

  private Instant givenUntil(SealedTokens tokens) {
    @Nullable Instant end = tokens.expiresAt();
    return end == null ? Instant.MAX : end.minus(settings.margin());
  }

  private static Answer guarded(Owner owner, Supplier<Answer> step) {
    try {
      return step.get();
    } catch (OutOfReach away) {
      return new Answer.Unavailable(String.valueOf(away.getMessage()), STORE_PACE);
    } catch (SealBroken broken) {
      log.atError()
          .addKeyValue("userId", owner.user())
          .addKeyValue("provider", owner.provider().wireName())
          .addKeyValue("outcome", "seal_broken")
          .log("{}; the user's commands wait for the operator", broken.getMessage());
      return new Answer.Unavailable("sealed tokens do not open", OPERATORS_PACE);
    }
  }
}
