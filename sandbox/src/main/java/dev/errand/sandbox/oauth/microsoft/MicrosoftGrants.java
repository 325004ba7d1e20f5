package dev.errand.sandbox.oauth.microsoft;

import dev.errand.sandbox.people.TokenValues;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Refresh tokens: every use gives a new one, and the old one stays good. A token dies by revocation
 * or after 90 days without use. Safe for all threads.
 */
public final class MicrosoftGrants {

  private static final Duration IDLE = Duration.ofDays(90);

  private final TokenValues values;
  private final Map<String, Grant> byToken = new ConcurrentHashMap<>();
  private final Map<String, Instant> revoked = new ConcurrentHashMap<>();

  MicrosoftGrants(TokenValues values) {
    this.values = values;
  }

  record Grant(String personId, String clientId, Set<String> scopes, Instant usedAt) {
    Grant {
      scopes = Set.copyOf(scopes);
    }

    Grant used(Instant at) {
      return new Grant(personId, clientId, scopes, at);
    }
  }

  /** What a refresh token is good for. */
  sealed interface Presented {
    record Good(Grant grant) implements Presented {}

    record Refused(AadError error, @Nullable String personId) implements Presented {}
  }

  String issue(Grant grant) {
    String token = values.microsoftRefresh();
    byToken.put(token, grant);
    return token;
  }

  Presented present(@Nullable String token, String clientId, Instant now) {
    Grant grant = token == null ? null : byToken.get(token);
    if (token == null || grant == null || !grant.clientId().equals(clientId)) {
      return new Presented.Refused(
          AadError.badToken(
              70000, "The provided value for the input parameter 'refresh_token' is not valid."),
          null);
    }
    Instant end = revoked.get(grant.personId());
    if (end != null && !grant.usedAt().isAfter(end)) {
      return new Presented.Refused(
          AadError.invalidGrant(
              50173,
              "The provided grant has expired due to it being revoked, a fresh auth token is"
                  + " needed. The user might have changed or reset their password."),
          grant.personId());
    }
    if (Duration.between(grant.usedAt(), now).compareTo(IDLE) > 0) {
      return new Presented.Refused(
          AadError.badToken(
              700082,
              "The refresh token has expired due to inactivity. The token was inactive for"
                  + " 90.00:00:00."),
          grant.personId());
    }
    Grant used = grant.used(now);
    byToken.put(token, used);
    return new Presented.Good(used);
  }

  /** Ends all of a person's grants that were given until now, for all apps. */
  public void revoke(String personId, Instant now) {
    revoked.put(personId, now);
  }
}
