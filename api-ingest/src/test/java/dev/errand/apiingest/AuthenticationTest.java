package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest extends ApiTest {

  static Stream<Named<String>> tokensNobodyShouldBelieve() {
    Date past = Date.from(Instant.now().minusSeconds(3600));
    return Stream.of(
        Named.of("garbage", "garbage"),
        Named.of("without an end", TestTokens.changed(claims -> claims.expirationTime(null))),
        Named.of("expired", TestTokens.changed(claims -> claims.expirationTime(past))),
        Named.of(
            "another issuer", TestTokens.changed(claims -> claims.issuer("https://x.example"))),
        Named.of("no issuer", TestTokens.changed(claims -> claims.issuer(null))),
        Named.of("for somebody else", TestTokens.changed(claims -> claims.audience("calendar"))),
        Named.of("for nobody", TestTokens.changed(claims -> claims.audience((String) null))),
        Named.of("no subject", TestTokens.changed(claims -> claims.subject(null))),
        Named.of("a subject that is no user", TestTokens.changed(claims -> claims.subject("a b"))),
        Named.of("another key", TestTokens.signedBySomebodyElse()),
        Named.of("not signed", TestTokens.unsigned()),
        Named.of("HMAC with the public key", TestTokens.signedWithThePublicKey()));
  }

  @ParameterizedTest
  @MethodSource("tokensNobodyShouldBelieve")
  void aTokenThatProvesNothingIsAnswered401(String token) {
    HttpResponse<String> response =
        send(to("/v1/connections").header("Authorization", "Bearer " + token));
    assertNotAuthentic(response);
    assertThat(response.body()).doesNotContain(token);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/commands/some-id",
        "/v1/connections",
        "/actuator/env",
        "/v1/../actuator/env",
        "/nothing/here"
      })
  void nothingIsThereForACallerWithoutToken(String path) {
    assertThat(send(to(path)).statusCode()).isIn(400, 401, 404);
  }

  @Test
  void aTokenInTheAddressCountsForNothing() {
    assertNotAuthentic(send(to("/v1/connections?access_token=" + TestTokens.of("alice"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/env", "/actuator/heapdump", "/v1/nothing/here"})
  void whatIsNotNamedIsRefusedEvenWithAToken(String path) {
    HttpResponse<String> response = send(as("alice", path));
    assertThat(response.statusCode()).isIn(403, 404);
    assertThat(json(response).path("code").stringValue()).isIn("not_permitted", "not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/account", "/account/export", "/activity", "/connections/notion/start"})
  void aPageAsksToSignInAndNeverForAToken(String path) {
    for (HttpRequest.Builder request :
        List.of(to(path), to(path).header("Accept", "*/*"), as("alice", path))) {
      HttpResponse<String> response = send(request);
      assertThat(response.statusCode()).isEqualTo(303);
      assertThat(Browser.location(response)).isEqualTo("/");
      assertThat(response.headers().firstValue("WWW-Authenticate")).isEmpty();
    }
  }

  @Test
  void whatIsNoAddressIsNotThereAndNoTokenWouldHelp() {
    HttpResponse<String> response = send(as("alice", "/V1/commands"));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).path("code").stringValue()).isEqualTo("not_found");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/actuator/health", "/openapi.yaml", "/asyncapi.yaml", "/"})
  void whatAnybodyReadsAnybodyMayAskAbout(String path) {
    assertThat(send(to(path).HEAD()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/actuator/health", "/actuator/prometheus", "/openapi.yaml", "/asyncapi.yaml"})
  void whatIsForEverybodyNeedsNoToken(String path) {
    assertThat(send(to(path)).statusCode()).isEqualTo(200);
  }

  @Test
  void anotherMethodIsAProblemToo() {
    HttpResponse<String> response =
        send(as("alice", "/v1/connections").method("PUT", HttpRequest.BodyPublishers.noBody()));
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response).path("code").stringValue()).isEqualTo("invalid_command");
  }

  private static void assertNotAuthentic(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response).path("code").stringValue()).isEqualTo("not_authentic");
  }
}
