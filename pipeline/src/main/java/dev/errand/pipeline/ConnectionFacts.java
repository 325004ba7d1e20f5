package dev.errand.pipeline;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user's connection, without its tokens.
 *
 * @param id of the connection
 * @param version grows with every change, so that what is cached under it goes stale by itself
 * @param account the provider's own name of the account: Notion's bot id, Microsoft's tid and oid
 * @param workspace what several connections may share a limit in; absent where there is no such
 *     thing
 * @param scopes what the person granted; empty where the provider does not say
 * @param facts the provider's own, as {@code workspaceName}, {@code duplicatedTemplate}, {@code
 *     mail}
 */
public record ConnectionFacts(
    UserId user,
    Provider provider,
    String id,
    long version,
    String account,
    @Nullable String workspace,
    Set<String> scopes,
    Map<String, String> facts) {

  public ConnectionFacts {
    scopes = Set.copyOf(scopes);
    facts = Map.copyOf(facts);
  }
}
