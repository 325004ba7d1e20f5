package dev.errand.connections;

import dev.errand.connections.TokenCache.Owner;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Usable tokens from the cache, and when it has none, from one {@link FindToken} that all callers
 * in this process share.
 */
final class Tokens implements UsableTokens {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final TokenCache cache;
  private final FindToken findToken;
  private final StillActive stillActive;
  private final Executor threads;
  private final TokenSettings settings;
  private final Clock clock;
  private final Believed believed;
  private final Map<Owner, CompletableFuture<Answer>> flights = new ConcurrentHashMap<>();

  /**
   * @param threads one for each task, without a bound: virtual threads
   */
  Tokens(
      TokenCache cache,
      FindToken findToken,
      StillActive stillActive,
      Executor threads,
      TokenSettings settings,
      Clock clock,
      Believed believed) {
    this.cache = cache;
    this.findToken = findToken;
    this.stillActive = stillActive;
    this.threads = threads;
    this.settings = settings;
    this.clock = clock;
    this.believed = believed;
  }

  @Override
  public Answer accessToken(UserId user, Provider provider) {
    Owner owner = new Owner(user, provider);
    TokenCache.Entry cached = cache.get(owner, clock.instant());
    Answer answer =
        cached != null && believed.is(cached)
            ? new Answer.Usable(cached.token())
            : sharedAnswer(owner);
    refreshIfDue(owner);
    return answer;
  }

  @Override
  public void refused(UserId user, Provider provider, long version) {
    cache.refuse(new Owner(user, provider), version);
  }

  @Override
  public void personNeeded(UserId user, Provider provider, long version) {
    Owner owner = new Owner(user, provider);
    cache.refuse(owner, version);
    findToken.condemn(owner, version);
  }

  @Override
  public void changed(UserId user, Provider provider, long version) {
    cache.change(new Owner(user, provider), version);
  }

  @Override
  public boolean mayUse(UserId user, Provider provider, ConnectionId connection, long version) {
    Owner owner = new Owner(user, provider);
    TokenCache.Entry cached = cache.get(owner, clock.instant());
    if (cached != null && believed.is(cached)) {
      return cached.version() == version && cached.token().connection().id().equals(connection);
    }
    return stillActive.is(owner, connection, version);
  }

  @Override
  public void told(long from, long until) {
    believed.told(from, until);
  }

  /**
   * A flight that left before the token was refused may bring the refused one: then the next flight
   * is taken, which knows.
   */
  private Answer sharedAnswer(Owner owner) {
    long refusedBefore = cache.refusedVersion(owner);
    for (int flight = 1; flight <= 3; flight++) {
      Answer answer = await(flightOf(owner));
      if (!(answer instanceof Answer.Usable(UsableToken token))
          || token.connection().version() > Math.max(refusedBefore, cache.refusedVersion(owner))) {
        return answer;
      }
    }
    return new Answer.Unavailable("the provider refuses each new token", SOON);
  }

  private CompletableFuture<Answer> flightOf(Owner owner) {
    CompletableFuture<Answer> mine = new CompletableFuture<>();
    CompletableFuture<Answer> earlier = flights.putIfAbsent(owner, mine);
    if (earlier != null) {
      return earlier;
    }
    threads.execute(() -> land(owner, mine, null));
    return mine;
  }

  private void refreshIfDue(Owner owner) {
    TokenCache.Entry cached = cache.get(owner, clock.instant());
    if (cached != null
        && cached.refreshDue() != null
        && !clock.instant().isBefore(cached.refreshDue())) {
      refreshAhead(owner, cached);
    }
  }

  /** The cached token is served meanwhile; whoever finds no cached token joins this flight. */
  private void refreshAhead(Owner owner, TokenCache.Entry cached) {
    CompletableFuture<Answer> mine = new CompletableFuture<>();
    if (flights.putIfAbsent(owner, mine) == null) {
      cache.put(owner, findToken.later(cached), clock.instant());
      threads.execute(() -> land(owner, mine, cached.token()));
    }
  }

  private void land(Owner owner, CompletableFuture<Answer> flight, @Nullable UsableToken aheadOf) {
    try {
      Answer answer =
          aheadOf == null ? findToken.find(owner) : findToken.refreshAhead(owner, aheadOf);
      flights.remove(owner, flight);
      flight.complete(answer);
    } catch (RuntimeException | Error bug) {
      flights.remove(owner, flight);
      flight.completeExceptionally(bug);
    }
  }

  private Answer await(CompletableFuture<Answer> flight) {
    try {
      return flight.get(settings.longestWait().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return new Answer.Unavailable("the token is being refreshed", SOON);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return new Answer.Unavailable("this instance stops", SOON);
    } catch (ExecutionException bug) {
      throw new IllegalStateException("A token was not found because of a bug", bug.getCause());
    }
  }
}
