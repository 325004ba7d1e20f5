package dev.errand.connections;

import dev.errand.schemas.Provider;
import java.util.Map;

/** The token endpoint of each provider. */
record TokenEndpoints(Map<Provider, TokenEndpoint> byProvider) {

  TokenEndpoints {
    byProvider = Map.copyOf(byProvider);
  }

  TokenEndpoint of(Provider provider) {
    TokenEndpoint endpoint = byProvider.get(provider);
    if (endpoint == null) {
      throw new IllegalStateException("No token endpoint is set up for " + provider.wireName());
    }
    return endpoint;
  }
}
