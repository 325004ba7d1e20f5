package dev.errand.sandbox.oauth;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person's consent, to be exchanged once.
 *
 * @param challenge PKCE code challenge
 * @param challengeMethod {@code S256} or {@code plain}
 * @param nonce for the id token
 * @param template Notion: the page that was copied for the app
 */
public record Code(
    String value,
    String clientId,
    String personId,
    String redirectUri,
    Set<String> scopes,
    @Nullable String challenge,
    @Nullable String challengeMethod,
    @Nullable String nonce,
    @Nullable String template,
    Instant issuedAt) {

  public Code {
    scopes = Set.copyOf(scopes);
  }

  @Override
  public String toString() {
    return "Code[of " + personId + "]";
  }
}
