package dev.errand.sandbox.oauth.notion;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.people.AccessToken;
import dev.errand.sandbox.people.Person;
import dev.errand.sandbox.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The token pairs in force: one for each person and app. Safe for all threads.
 *
 * <p>Where Notion is silent this is the harsher of the possible: a refresh and a new authorization
 * both end the earlier access token.
 */
public final class NotionGrants {

  private final World world;
  private final Map<String, Pair> byRefreshToken = new HashMap<>();
  private final Map<String, Pair> spent = new HashMap<>();
  private boolean reuseEndsGrant;

  /** An access token and the refresh token that goes with it. */
  public record Pair(AccessToken access, String refresh) {
    @Override
    public String toString() {
      return "Pair[of " + access.personId() + "]";
    }
  }

  public NotionGrants(World world) {
    this.world = world;
  }

  /** Whether using a spent refresh token ends the whole grant; off by default. */
  public synchronized void reuseEndsGrant(boolean ends) {
    reuseEndsGrant = ends;
  }

  synchronized Pair grant(Person person, String clientId) {
    end(person.id(), clientId);
    return issue(person, clientId);
  }

  /** A new pair for a refresh token that is used up by it; empty if it is no good. */
  synchronized Optional<Pair> refresh(@Nullable String refreshToken, String clientId) {
    Pair pair = byRefreshToken.get(refreshToken);
    if (pair != null && pair.access().clientId().equals(clientId)) {
      byRefreshToken.remove(pair.refresh());
      spent.put(pair.refresh(), pair);
      world.tokens().revoke(token -> token.value().equals(pair.access().value()));
      return Optional.of(issue(world.people().get(pair.access().personId()), clientId));
    }
    Pair old = spent.get(refreshToken);
    if (old != null && reuseEndsGrant) {
      end(old.access().personId(), old.access().clientId());
    }
    return Optional.empty();
  }

  /** Whose refresh token this was before it was used up: so that the ledger can tell. */
  synchronized Optional<String> whoseSpent(String refreshToken) {
    return Optional.ofNullable(spent.get(refreshToken)).map(pair -> pair.access().personId());
  }

  private Pair issue(Person person, String clientId) {
    Pair pair = new Pair(world.notionToken(person, clientId, null), world.values().notionRefresh());
    byRefreshToken.put(pair.refresh(), pair);
    return pair;
  }

  /** Revokes whatever a person has given to an app. */
  public synchronized void end(String personId, String clientId) {
    byRefreshToken.values().removeIf(pair -> belongs(pair.access(), personId, clientId));
    world.tokens().revoke(token -> belongs(token, personId, clientId) && isNotion(token));
  }

  /** Whose token this is, if it is one that works: access or refresh. */
  synchronized Optional<AccessToken> active(String token) {
    Pair pair = byRefreshToken.get(token);
    return pair != null
        ? Optional.of(pair.access())
        : world
            .tokens()
            .find(token)
            .filter(access -> access.usable(world.clock().instant()) && isNotion(access));
  }

  private static boolean isNotion(AccessToken token) {
    return token.area() == Area.NOTION;
  }

  private static boolean belongs(AccessToken token, String personId, String clientId) {
    return token.personId().equals(personId) && token.clientId().equals(clientId);
  }
}
