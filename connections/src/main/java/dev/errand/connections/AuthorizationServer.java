package dev.errand.connections;

import dev.errand.schemas.Provider;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * Where a provider asks people for consent, and what it is to be asked. All of it is the
 * operator's; nothing comes from a request.
 *
 * @param issuer the name the provider gives itself (RFC 9207)
 * @param redirect our callback, one for each provider
 * @param pkce whether the provider takes part in PKCE; always S256
 * @param parameters what else the authorize address carries, as {@code scope} or {@code owner}
 * @param less what it carries in place of those for a person who grants less; empty where all is
 *     granted or nothing
 */
public record AuthorizationServer(
    Provider provider,
    String issuer,
    URI authorizeEndpoint,
    URI tokenEndpoint,
    String clientId,
    URI redirect,
    boolean pkce,
    Map<String, String> parameters,
    Map<String, String> less) {

  /** A server of which all is asked. */
  public AuthorizationServer(
      Provider provider,
      String issuer,
      URI authorizeEndpoint,
      URI tokenEndpoint,
      String clientId,
      URI redirect,
      boolean pkce,
      Map<String, String> parameters) {
    this(
        provider,
        issuer,
        authorizeEndpoint,
        tokenEndpoint,
        clientId,
        redirect,
        pkce,
        parameters,
        Map.of());
  }

  public AuthorizationServer {
    if (clientId.isBlank()) {
      throw new IllegalArgumentException("No client id is set up for " + provider.wireName());
    }
    parameters = Map.copyOf(parameters);
    less = Map.copyOf(less);
  }

  Map<String, String> asking(Consents.Extent extent) {
    Map<String, String> asked = new HashMap<>(parameters);
    switch (extent) {
      case ALL -> {}
      case LESS -> asked.putAll(less);
    }
    return asked;
  }
}
