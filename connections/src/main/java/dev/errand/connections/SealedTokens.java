package dev.errand.connections;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A connection's tokens at rest, sealed for the version of the connection that holds them.
 *
 * @param refresh absent where the provider gave none
 * @param expiresAt when the access token ends; absent where the provider does not say (Notion)
 * @param refreshDue when it is time to refresh, ahead of the end; absent: only when refused
 * @param refreshedAt when the provider gave these tokens
 */
public record SealedTokens(
    Sealed access,
    @Nullable Sealed refresh,
    @Nullable Instant expiresAt,
    @Nullable Instant refreshDue,
    Instant refreshedAt) {

  public SealedTokens {
    if (refreshDue != null && expiresAt != null && refreshDue.isAfter(expiresAt)) {
      throw new IllegalArgumentException("A refresh is due before the end of the token");
    }
  }
}
