package dev.errand.connections;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import dev.errand.connections.Consents.Started;
import dev.errand.schemas.Provider;
import dev.errand.schemas.Secret;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.net.URLEncoder;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Opens a consent flow, and makes the address the browser is sent to. */
final class StartConsent {

  private static final Duration LIFETIME = Duration.ofMinutes(10);

  private final ConsentFlows flows;
  private final DataKeys keys;
  private final SecureRandom random;
  private final Clock clock;

  StartConsent(ConsentFlows flows, DataKeys keys, SecureRandom random, Clock clock) {
    this.flows = flows;
    this.keys = keys;
    this.random = random;
    this.clock = clock;
  }

  Started start(UserId user, AuthorizationServer server, Consents.Extent extent) {
    UUID id = UUID.randomUUID();
    Secret state = OneTimeText.draw(random);
    Secret binding = OneTimeText.draw(random);
    @Nullable Secret verifier = server.pkce() ? OneTimeText.draw(random) : null;
    flows.add(
        new ConsentFlow(
            id,
            OneTimeText.hash(state.reveal()),
            OneTimeText.hash(binding.reveal()),
            user,
            server.provider(),
            verifier == null ? null : seal(user, server.provider(), id, verifier),
            server.issuer(),
            server.authorizeEndpoint(),
            server.tokenEndpoint(),
            server.redirect(),
            clock.instant().plus(LIFETIME)));
    return new Started(authorizeAddress(server, extent, state, verifier), state, binding);
  }

  private Sealed seal(UserId user, Provider provider, UUID flow, Secret verifier) {
    return keys.of(user).seal(provider, Purpose.PKCE_VERIFIER, flow, 1, verifier);
  }

  private static URI authorizeAddress(
      AuthorizationServer server, Consents.Extent extent, Secret state, @Nullable Secret verifier) {
    Map<String, String> query = new TreeMap<>(server.asking(extent));
    query.put("client_id", server.clientId());
    query.put("redirect_uri", server.redirect().toString());
    query.put("response_type", "code");
    query.put("state", state.reveal());
    if (verifier != null) {
      query.put("code_challenge", OneTimeText.hash(verifier.reveal()));
      query.put("code_challenge_method", "S256");
    }
    return URI.create(
        server.authorizeEndpoint()
            + "?"
            + query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(joining("&")));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }
}
