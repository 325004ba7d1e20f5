package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.oauth.microsoft.Switches.Standing;
import dev.errand.sandbox.people.People;
import dev.errand.sandbox.people.Person;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Against learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow. */
class MicrosoftOAuthTest {

  /** RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String MAIL =
      "offline_access https://graph.microsoft.com/Mail.ReadWrite Mail.Send";

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final Http HTTP = new Http(SANDBOX.uri());
  private static final Consent CONSENT = new Consent(HTTP);

  private Person alice = People.draft("alice");

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @BeforeEach
  void one_person_in_an_empty_world() {
    SANDBOX.reset();
    alice = SANDBOX.world().people().make("alice");
  }

  private static String code(String scope) throws Exception {
    return CONSENT
        .microsoft(
            scope,
            "&login_hint=alice@sandbox.example&auto=consent&nonce=n-1"
                + "&code_challenge_method=S256&code_challenge="
                + CHALLENGE)
        .getOrDefault("code", "");
  }

  private static Http.Answer exchanged(String code, String verifier) throws Exception {
    return CONSENT.microsoftToken(
        "grant_type",
        "authorization_code",
        "code",
        code,
        "redirect_uri",
        Consent.CALLBACK,
        "code_verifier",
        verifier);
  }

  private static JsonNode connected() throws Exception {
    return exchanged(code(MAIL), VERIFIER).json();
  }

  private static Http.Answer refreshed(JsonNode tokens) throws Exception {
    return CONSENT.microsoftToken(
        "grant_type", "refresh_token", "refresh_token", tokens.path("refresh_token").stringValue());
  }

  @Test
  void a_consent_becomes_tokens_that_live_between_sixty_and_ninety_minutes() throws Exception {
    JsonNode tokens = connected();

    assertThat(tokens.path("token_type").stringValue()).isEqualTo("Bearer");
    assertThat(tokens.path("expires_in").intValue()).isBetween(3600, 5400);
    assertThat(tokens.path("scope").stringValue())
        .isEqualTo(
            "https://graph.microsoft.com/Mail.ReadWrite https://graph.microsoft.com/Mail.Send");
    assertThat(tokens.has("refresh_token")).isTrue();
    assertThat(tokens.has("id_token")).isFalse();
  }

  @Test
  void without_offline_access_there_is_no_refresh_token() throws Exception {
    assertThat(exchanged(code("Mail.Send"), VERIFIER).json().has("refresh_token")).isFalse();
  }

  @Test
  void a_refresh_gives_a_new_token_and_leaves_the_old_one_good() throws Exception {
    JsonNode first = connected();

    JsonNode second = refreshed(first).json();

    assertThat(second.path("refresh_token")).isNotEqualTo(first.path("refresh_token"));
    assertThat(refreshed(first).status()).isEqualTo(200);
    assertThat(refreshed(second).status()).isEqualTo(200);
  }

  @Test
  void the_verifier_must_match_the_challenge() throws Exception {
    assertRefused(exchanged(code(MAIL), VERIFIER + "x"), 400, "invalid_grant", 501481);
    assertRefused(
        CONSENT.microsoftToken(
            "grant_type",
            "authorization_code",
            "code",
            code(MAIL),
            "redirect_uri",
            Consent.CALLBACK),
        400,
        "invalid_grant",
        501481);
  }

  @Test
  void a_code_is_good_for_one_use_within_ten_minutes() throws Exception {
    String used = code(MAIL);
    exchanged(used, VERIFIER);
    assertRefused(exchanged(used, VERIFIER), 400, "invalid_grant", 54005);

    String late = code(MAIL);
    SANDBOX.world().clock().forward(Duration.ofMinutes(10));
    assertRefused(exchanged(late, VERIFIER), 400, "invalid_grant", 70008);
  }

  @Test
  void a_refresh_token_dies_after_ninety_days_without_use() throws Exception {
    JsonNode tokens = connected();
    SANDBOX.world().clock().forward(Duration.ofDays(89));
    assertThat(refreshed(tokens).status()).isEqualTo(200);

    SANDBOX.world().clock().forward(Duration.ofDays(91));

    assertRefused(refreshed(tokens), 400, "invalid_grant", 700082);
  }

  @Test
  void revoked_grants_say_so_and_a_new_consent_works() throws Exception {
    JsonNode tokens = connected();

    SANDBOX.microsoft().revokeGrants(alice);

    assertRefused(refreshed(tokens), 400, "invalid_grant", 50173);
    assertThat(refreshed(connected()).status()).isEqualTo(200);
  }

  @ParameterizedTest(name = "{2}")
  @MethodSource
  void an_administrators_switch_refuses_the_refresh(Standing standing, String error, int number)
      throws Exception {
    JsonNode tokens = connected();

    SANDBOX.microsoft().switches().person("alice", standing);

    assertRefused(refreshed(tokens), 400, error, number);
  }

  static Stream<Arguments> an_administrators_switch_refuses_the_refresh() {
    return Stream.of(
        Arguments.of(new Standing(true, false, false, false), "invalid_grant", 50057),
        Arguments.of(new Standing(false, true, false, false), "invalid_grant", 65001),
        Arguments.of(new Standing(false, false, true, false), "invalid_grant", 90094),
        Arguments.of(new Standing(false, false, false, true), "interaction_required", 50076));
  }

  @Test
  void a_bad_secret_is_the_clients_fault() throws Exception {
    assertRefused(
        HTTP.post(
            "/login/common/oauth2/v2.0/token",
            "client_id=errand&client_secret=wrong&grant_type=refresh_token&refresh_token=x"),
        401,
        "invalid_client",
        7000215);
    SANDBOX.microsoft().switches().secretExpired("errand", true);
    assertRefused(
        refreshed(Json.object().put("refresh_token", "x")), 401, "invalid_client", 7000222);
  }

  @Test
  void a_scope_that_was_not_granted_needs_consent() throws Exception {
    assertRefused(
        CONSENT.microsoftToken(
            "grant_type",
            "refresh_token",
            "refresh_token",
            connected().path("refresh_token").stringValue(),
            "scope",
            "Calendars.Read"),
        400,
        "invalid_grant",
        65001);
  }

  @Test
  void a_refusal_returns_with_the_state() throws Exception {
    assertThat(CONSENT.microsoft(MAIL, "&login_hint=alice&auto=deny"))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "s-1");
  }

  @Test
  void the_id_token_is_signed_by_a_published_key() throws Exception {
    String token =
        exchanged(code("openid profile"), VERIFIER).json().path("id_token").stringValue();

    JsonNode claims =
        IdToken.claims(
            token, HTTP.get("/login/" + alice.tenantId() + "/discovery/v2.0/keys").json());
    JsonNode discovery =
        HTTP.get("/login/" + alice.tenantId() + "/v2.0/.well-known/openid-configuration").json();
    assertThat(claims.path("iss")).isEqualTo(discovery.path("issuer"));
    assertThat(claims.path("nonce").stringValue()).isEqualTo("n-1");
    assertThat(claims.path("oid").stringValue()).isEqualTo(alice.objectId());
  }

  private static void assertRefused(Http.Answer answer, int status, String error, int number) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").stringValue()).isEqualTo(error);
    assertThat(answer.json().at("/error_codes/0").intValue()).isEqualTo(number);
    assertThat(answer.json().path("error_description").stringValue())
        .startsWith("AADSTS" + number + ":");
    assertThat(answer.json().path("trace_id").stringValue()).isNotBlank();
  }
}
