package dev.errand.apiingest.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.errand.runtime.connections.ConnectionsProperties;
import dev.errand.runtime.http.ProviderHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/** Which id tokens say who somebody is. */
class IdTokensTest {

  private static final String LOGIN = "https://login.example";
  private static final String TENANT = "tenant-1";
  private static RSAKey key;
  private static RSAKey otherKey;
  private static HttpServer keys;

  @BeforeAll
  static void publishKey() throws IOException, JOSEException {
    key = new RSAKeyGenerator(2048).keyID("1").generate();
    otherKey = new RSAKeyGenerator(2048).keyID("1").generate();
    keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
    keys.createContext(
        "/keys",
        exchange -> {
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, published.length);
          exchange.getResponseBody().write(published);
          exchange.close();
        });
    keys.start();
  }

  @AfterAll
  static void stop() {
    keys.stop(0);
  }

  @Test
  void aTokenOfTheTenantThatItNamesIsBelieved() throws JOSEException {
    assertThat(decoder().decode(signed(key, claims().build())).getClaimAsString("oid"))
        .isEqualTo("object-1");
  }

  /** A way to bend a good token. */
  record Bent(String what, UnaryOperator<JWTClaimsSet.Builder> bend) {

    @Override
    public String toString() {
      return what;
    }
  }

  static Stream<Bent> bent() {
    return Stream.of(
        new Bent("another tenant's issuer", claims -> claims.issuer(LOGIN + "/tenant-2/v2.0")),
        new Bent("another tenant", claims -> claims.claim("tid", "tenant-2")),
        new Bent("no tenant", claims -> claims.claim("tid", null)),
        new Bent("an issuer elsewhere", claims -> claims.issuer("https://evil.example/v2.0")),
        new Bent("no issuer", claims -> claims.issuer(null)),
        new Bent("for another client", claims -> claims.audience("somebody-else")),
        new Bent("for nobody", claims -> claims.audience(List.of())),
        new Bent("no subject", claims -> claims.subject(null)),
        new Bent("over", claims -> claims.expirationTime(at(-3600))),
        new Bent("without an end", claims -> claims.expirationTime(null)),
        new Bent("not begun", claims -> claims.issueTime(at(3600))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bent")
  void aBentTokenIsNotBelieved(Bent token) {
    assertThatThrownBy(() -> decoder().decode(signed(key, token.bend().apply(claims()).build())))
        .isInstanceOf(JwtException.class);
  }

  @Test
  void aTokenThatSomebodyElseSignedIsNotBelieved() {
    assertThatThrownBy(() -> decoder().decode(signed(otherKey, claims().build())))
        .isInstanceOf(JwtException.class);
  }

  private static JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(LOGIN + "/" + TENANT + "/v2.0")
        .audience("client")
        .subject("subject-1")
        .claim("tid", TENANT)
        .claim("oid", "object-1")
        .issueTime(at(-10))
        .expirationTime(at(3600));
  }

  private static Date at(long seconds) {
    return Date.from(Clock.systemUTC().instant().plusSeconds(seconds));
  }

  private static String signed(RSAKey by, JWTClaimsSet claims) throws JOSEException {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("1").build(), claims);
    token.sign(new RSASSASigner(by));
    return token.serialize();
  }

  private static JwtDecoder decoder() {
    return new IdTokens(
            new ConnectionsProperties(
                URI.create("http://localhost:8080"),
                new ConnectionsProperties.Notion(URI.create("http://n.example"), null, null, false),
                new ConnectionsProperties.Microsoft(URI.create(LOGIN), "common", "client", "x"),
                20,
                new ConnectionsProperties.Keys(null, null, false)),
            new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(3), Duration.ofSeconds(5))
                .requests())
        .createDecoder(
            ClientRegistration.withRegistrationId("microsoft")
                .clientId("client")
                .clientSecret("x")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .redirectUri("http://localhost/callback")
                .authorizationUri(LOGIN + "/authorize")
                .tokenUri(LOGIN + "/token")
                .jwkSetUri("http://localhost:" + keys.getAddress().getPort() + "/keys")
                .scope("openid")
                .build());
  }
}
