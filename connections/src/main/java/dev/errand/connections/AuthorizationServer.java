package dev.errand.connections;

import dev.errand.schemas.Provider;
import java.net.URI;
import java.util.Map;

/**
 * Where a provider asks people for consent, and what it is to be asked. All of it is the
 * operator's; nothing comes from a request.
 *
 * @param issuer the name the provider gives itself (RFC 9207)
 * @param redirect our callback, one for each provider
 * @param pkce whether the provider takes part in PKCE; always S256
 * @param parameters what else the authorize address carries, as {@code scope} or {@code owner}
 */
public record AuthorizationServer(
    Provider provider,
    String issuer,
    URI authorizeEndpoint,
    URI tokenEndpoint,
    String clientId,
    URI redirect,
    boolean pkce,
    Map<String, String> parameters) {

  public AuthorizationServer {
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("No client id is set up for " + provider.wireName());
    }
    parameters = Map.copyOf(parameters);
  }
}
