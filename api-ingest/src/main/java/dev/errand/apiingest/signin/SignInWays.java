package dev.errand.apiingest.signin;

import dev.errand.runtime.connections.ConnectionsProperties;
import dev.errand.runtime.http.ProviderHttp;
import dev.errand.runtime.local.LocalOnly;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.web.client.RestClient;

/**
 * Where each {@link Way} leads. An issuer is asked for its addresses when somebody first wants to
 * sign in there: one that is away keeps nothing from starting.
 */
final class SignInWays implements ClientRegistrationRepository {

  private static final ParameterizedTypeReference<Map<String, Object>> JSON_OBJECT =
      new ParameterizedTypeReference<>() {};

  private final SignInProperties properties;
  private final ConnectionsProperties providers;
  private final RestClient http;
  private final Map<Way, ClientRegistration> known = new ConcurrentHashMap<>();

  SignInWays(
      SignInProperties properties,
      ConnectionsProperties providers,
      LocalOnly local,
      ProviderHttp http) {
    if (local.localOnly() && properties.with().contains(Way.NOTION)) {
      throw new IllegalArgumentException(
          "Signing in with Notion connects it, and with errand.local-only nothing is connected:"
              + " take notion out of errand.sign-in.with");
    }
    require(properties, Way.MICROSOFT, providers.microsoft().clientId());
    require(properties, Way.NOTION, providers.notion().clientId());
    this.properties = properties;
    this.providers = providers;
    this.http = RestClient.builder().requestFactory(http.requests()).build();
  }

  private static void require(SignInProperties properties, Way way, @Nullable String clientId) {
    if (properties.with().contains(way) && (clientId == null || clientId.isBlank())) {
      throw new IllegalArgumentException(
          "Signing in with %1$s needs errand.%1$s.client-id".formatted(way.wireName()));
    }
  }

  /**
   * The way of that name, if it is open.
   *
   * @throws org.springframework.web.client.RestClientException if its issuer does not answer
   */
  @Override
  public @Nullable ClientRegistration findByRegistrationId(String name) {
    return Way.ofWireName(name).filter(properties.with()::contains).map(this::known).orElse(null);
  }

  /** Nobody waits while another asks: the answers are the same. */
  private ClientRegistration known(Way way) {
    ClientRegistration found = known.get(way);
    if (found == null) {
      found = registration(way);
      known.put(way, found);
    }
    return found;
  }

  private ClientRegistration registration(Way way) {
    ClientRegistration.Builder registration =
        switch (way) {
          case OIDC -> issuer(Objects.requireNonNull(properties.oidc()));
          case MICROSOFT -> microsoft(providers.microsoft());
          case NOTION -> notion(providers.notion());
        };
    return registration
        .registrationId(way.wireName())
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .redirectUri(providers.publicUrl() + "/sign-in/" + way.wireName() + "/callback")
        .build();
  }

  private ClientRegistration.Builder issuer(SignInProperties.Oidc oidc) {
    String base = oidc.issuer().toString().replaceFirst("/$", "");
    Map<String, Object> told =
        http.get()
            .uri(URI.create(base + "/.well-known/openid-configuration"))
            .retrieve()
            .body(JSON_OBJECT);
    if (told == null || !oidc.issuer().toString().equals(told.get("issuer"))) {
      throw new IllegalStateException("errand.sign-in.oidc.issuer calls itself something else");
    }
    return ClientRegistrations.fromOidcConfiguration(told)
        .clientId(oidc.clientId())
        .clientSecret(oidc.clientSecret())
        .scope("openid", "profile");
  }

  private static ClientRegistration.Builder microsoft(ConnectionsProperties.Microsoft microsoft) {
    String tenant = microsoft.loginUrl() + "/" + microsoft.tenant();
    return ClientRegistration.withRegistrationId("microsoft")
        .clientId(Objects.requireNonNull(microsoft.clientId(), "errand.microsoft.client-id"))
        .clientSecret(Objects.requireNonNullElse(microsoft.clientSecret(), ""))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationUri(tenant + "/oauth2/v2.0/authorize")
        .tokenUri(tenant + "/oauth2/v2.0/token")
        .jwkSetUri(tenant + "/discovery/v2.0/keys")
        .scope("openid", "profile");
  }

  /** The token endpoint is that of the connect flow; this one is never asked. */
  private static ClientRegistration.Builder notion(ConnectionsProperties.Notion notion) {
    return ClientRegistration.withRegistrationId("notion")
        .clientId(Objects.requireNonNull(notion.clientId(), "errand.notion.client-id"))
        .clientSecret(Objects.requireNonNullElse(notion.clientSecret(), ""))
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .authorizationUri(notion.baseUrl() + "/v1/oauth/authorize")
        .tokenUri(notion.baseUrl() + "/v1/oauth/token");
  }
}
