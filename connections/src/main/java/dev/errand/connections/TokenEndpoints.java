package dev.errand.connections;

import dev.errand.schemas.Provider;
import java.util.Map;
import java.util.Optional;

/** The token endpoint of each provider. */
record TokenEndpoints(Map<Provider, TokenEndpoint> byProvider) {

  TokenEndpoints {
    byProvider = Map.copyOf(byProvider);
  }

  /** Empty if the operator has not set it up, or not any more. */
  Optional<TokenEndpoint> find(Provider provider) {
    return Optional.ofNullable(byProvider.get(provider));
  }

  TokenEndpoint of(Provider provider) {
    TokenEndpoint endpoint = byProvider.get(provider);
    if (endpoint == null) {
      throw new IllegalStateException("No token endpoint is set up for " + provider.wireName());
    }
    return endpoint;
  }
}
