package dev.errand.connections;

import dev.errand.schemas.Secret;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token endpoint granted, read and checked.
 *
 * @param refreshToken absent if the provider gave no new one: the one before stays
 * @param expiresIn absent where the provider does not say (Notion)
 * @param scopes empty where the provider does not say (Notion)
 * @param account whose account it is; may be absent in the answer to a refresh
 */
public record Grant(
    Secret accessToken,
    @Nullable Secret refreshToken,
    @Nullable Duration expiresIn,
    Set<String> scopes,
    @Nullable Account account) {

  public Grant {
    if (expiresIn != null && !expiresIn.isPositive()) {
      throw new IllegalArgumentException("A token that is granted has some time to live");
    }
    scopes = Set.copyOf(scopes);
  }
}
