package dev.errand.sandbox.people;

import dev.errand.sandbox.http.Request;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * All access tokens ever given out: a dead one is still known, so that the ledger can say whose it
 * was. Safe for all threads.
 */
public final class Tokens {

  private final Map<String, AccessToken> byValue = new ConcurrentHashMap<>();

  public AccessToken put(AccessToken token) {
    byValue.put(token.value(), token);
    return token;
  }

  /** The token of a call's {@code Authorization: Bearer} header, dead or alive. */
  public Optional<AccessToken> of(Request request) {
    return request.header("authorization").flatMap(Tokens::bearer).flatMap(this::find);
  }

  /** The value of a bearer header; the scheme is case-insensitive. */
  public static Optional<String> bearer(String header) {
    return header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(header.substring(7).strip())
        : Optional.empty();
  }

  public Optional<AccessToken> find(String value) {
    return Optional.ofNullable(byValue.get(value));
  }

  /** Revokes all that match; returns how many. */
  public int revoke(Predicate<AccessToken> which) {
    return change(which, AccessToken::revoke);
  }

  /** Lets all that match expire at a time; returns how many. */
  public int expire(Predicate<AccessToken> which, Instant at) {
    return change(which, token -> token.expire(at));
  }

  private int change(Predicate<AccessToken> which, UnaryOperator<AccessToken> change) {
    int changed = 0;
    for (AccessToken token : byValue.values()) {
      if (which.test(token)) {
        byValue.computeIfPresent(token.value(), (value, now) -> change.apply(now));
        changed++;
      }
    }
    return changed;
  }
}
