package dev.errand.sandbox.people;

import dev.errand.sandbox.http.Area;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token in circulation.
 *
 * @param area NOTION or GRAPH: where it opens something
 * @param opens what it opens: the id of a Notion connection, or of a mail tenant
 * @param expiresAt null if it does not expire by itself
 */
public record AccessToken(
    String value,
    Area area,
    String personId,
    String clientId,
    String opens,
    Set<String> scopes,
    Instant issuedAt,
    @Nullable Instant expiresAt,
    boolean revoked) {

  public AccessToken {
    scopes = Set.copyOf(scopes);
  }

  public boolean expired(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }

  public boolean usable(Instant now) {
    return !revoked && !expired(now);
  }

  AccessToken revoke() {
    return new AccessToken(
        value, area, personId, clientId, opens, scopes, issuedAt, expiresAt, true);
  }

  AccessToken expire(Instant at) {
    return new AccessToken(value, area, personId, clientId, opens, scopes, issuedAt, at, revoked);
  }

  @Override
  public String toString() {
    return "AccessToken[" + area + " of " + personId + "]";
  }
}
