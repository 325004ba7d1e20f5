package dev.errand.connections;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A consent that waits for the person. It holds no secret in the clear: of the state and the
 * binding only the hashes, the PKCE verifier sealed under the user's key.
 *
 * @param issuer with both endpoints: whom the browser was sent to, so that no other provider's
 *     answer is taken for this one's (mix-up)
 */
public record ConsentFlow(
    UUID id,
    String stateHash,
    String bindingHash,
    UserId user,
    Provider provider,
    @Nullable Sealed verifier,
    String issuer,
    URI authorizeEndpoint,
    URI tokenEndpoint,
    URI redirect,
    Instant expiresAt) {

  boolean wentTo(AuthorizationServer server) {
    return provider == server.provider()
        && issuer.equals(server.issuer())
        && authorizeEndpoint.equals(server.authorizeEndpoint())
        && tokenEndpoint.equals(server.tokenEndpoint());
  }
}
