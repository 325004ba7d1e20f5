package dev.errand.apiingest.signin;

import dev.errand.runtime.connections.ConnectionsProperties;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenDecoderFactory;
import org.springframework.security.oauth2.client.oidc.authentication.OidcIdTokenValidator;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.converter.ClaimTypeConverter;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestTemplate;

/**
 * Checks id tokens: signature by the issuer's published keys, issuer, audience and times. Microsoft
 * has an issuer for each tenant, which has to be the one that the token names.
 */
final class IdTokens implements JwtDecoderFactory<ClientRegistration> {

  private final ConnectionsProperties providers;
  private final RestTemplate http;
  private final Map<String, JwtDecoder> decoders = new ConcurrentHashMap<>();

  IdTokens(ConnectionsProperties providers, ClientHttpRequestFactory requests) {
    this.providers = providers;
    this.http = new RestTemplate(requests);
  }

  @Override
  public JwtDecoder createDecoder(ClientRegistration way) {
    return decoders.computeIfAbsent(way.getRegistrationId(), _ -> decoder(way));
  }

  private JwtDecoder decoder(ClientRegistration way) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withJwkSetUri(
                Objects.requireNonNull(way.getProviderDetails().getJwkSetUri()))
            .restOperations(http)
            .build();
    decoder.setClaimSetConverter(
        new ClaimTypeConverter(OidcIdTokenDecoderFactory.createDefaultClaimTypeConverters()));
    decoder.setJwtValidator(
        way.getRegistrationId().equals(Way.MICROSOFT.wireName())
            ? new DelegatingOAuth2TokenValidator<>(new OidcIdTokenValidator(way), ofItsTenant())
            : new OidcIdTokenValidator(way));
    return decoder;
  }

  private OAuth2TokenValidator<Jwt> ofItsTenant() {
    return token ->
        new JwtClaimValidator<Object>(
                "iss",
                issuer ->
                    (providers.microsoft().loginUrl() + "/" + token.getClaim("tid") + "/v2.0")
                        .equals(String.valueOf(issuer)))
            .validate(token);
  }
}
