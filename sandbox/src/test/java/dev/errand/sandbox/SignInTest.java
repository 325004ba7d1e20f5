package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.ledger.Call;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Against OpenID Connect Core 1.0 and Discovery 1.0. */
class SignInTest {

  /** RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String PROVEN = "&code_challenge_method=S256&code_challenge=" + CHALLENGE;
  private static final String AS_ALICE = "&login_hint=alice&auto=consent";

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final Http HTTP = new Http(SANDBOX.uri());

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @BeforeEach
  void one_person_in_an_empty_world() {
    SANDBOX.reset();
    SANDBOX.world().people().make("alice");
  }

  private static String authorize(String more) {
    return "/signin/authorize?client_id=errand&response_type=code&scope=openid+profile+email"
        + "&state=s-1&nonce=n-1&redirect_uri="
        + encoded(Consent.CALLBACK)
        + more;
  }

  private static Map<String, String> returned(String more) throws Exception {
    return Consent.parameters(HTTP.get(authorize(more)).header("location"));
  }

  private static String code() throws Exception {
    return returned(AS_ALICE + PROVEN).getOrDefault("code", "");
  }

  private static String exchange(String code, String verifier) {
    return "grant_type=authorization_code&redirect_uri=%s&code=%s&code_verifier=%s"
        .formatted(encoded(Consent.CALLBACK), code, verifier);
  }

  private static Http.Answer token(String form) throws Exception {
    return HTTP.post("/signin/token", form, "authorization", Consent.BASIC);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void the_issuer_is_described_where_a_client_looks_for_it() throws Exception {
    JsonNode described = HTTP.get("/signin/.well-known/openid-configuration").json();

    String issuer = SANDBOX.uri() + "/signin";
    assertThat(described.path("issuer").stringValue()).isEqualTo(issuer);
    assertThat(described.path("authorization_endpoint").stringValue())
        .isEqualTo(issuer + "/authorize");
    assertThat(described.path("token_endpoint").stringValue()).isEqualTo(issuer + "/token");
    assertThat(described.path("jwks_uri").stringValue()).isEqualTo(issuer + "/keys");
    assertThat(described.has("userinfo_endpoint")).isFalse();
  }

  @Test
  void a_code_comes_back_with_the_state_and_the_issuer() throws Exception {
    assertThat(returned(AS_ALICE))
        .containsEntry("state", "s-1")
        .containsEntry("iss", SANDBOX.uri() + "/signin")
        .containsKey("code");
  }

  @Test
  void the_id_token_says_who_it_is_and_is_signed_by_a_published_key() throws Exception {
    Http.Answer answer = token(exchange(code(), VERIFIER));

    JsonNode claims =
        IdToken.claims(
            answer.json().path("id_token").stringValue(), HTTP.get("/signin/keys").json());
    assertThat(claims.path("iss").stringValue()).isEqualTo(SANDBOX.uri() + "/signin");
    assertThat(claims.path("aud").stringValue()).isEqualTo("errand");
    assertThat(claims.path("sub").stringValue()).isEqualTo("alice");
    assertThat(claims.path("name").stringValue()).isEqualTo("Alice");
    assertThat(claims.path("email").stringValue()).isEqualTo("alice@sandbox.example");
    assertThat(claims.path("nonce").stringValue()).isEqualTo("n-1");
    assertThat(claims.path("exp").longValue()).isEqualTo(claims.path("iat").longValue() + 3600);
    assertThat(answer.json().path("token_type").stringValue()).isEqualTo("Bearer");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
  }

  @Test
  void a_client_may_post_its_secret_but_not_in_two_ways_at_once() throws Exception {
    String secret = "&client_id=errand&client_secret=errand-secret";

    assertThat(HTTP.post("/signin/token", exchange(code(), VERIFIER) + secret).status())
        .isEqualTo(200);
    assertRefused(token(exchange(code(), VERIFIER) + secret), 400, "invalid_request");
    assertRefused(
        HTTP.post("/signin/token", exchange(code(), VERIFIER) + secret + "x"),
        401,
        "invalid_client");
  }

  @Test
  void a_code_is_good_for_one_use_within_ten_minutes() throws Exception {
    String used = code();
    assertThat(token(exchange(used, VERIFIER)).status()).isEqualTo(200);
    assertRefused(token(exchange(used, VERIFIER)), 400, "invalid_grant");

    String late = code();
    SANDBOX.world().clock().forward(Duration.ofMinutes(10));
    assertRefused(token(exchange(late, VERIFIER)), 400, "invalid_grant");
  }

  @Test
  void the_verifier_must_match_and_the_redirect_be_the_same() throws Exception {
    assertRefused(token(exchange(code(), VERIFIER + "x")), 400, "invalid_grant");
    assertRefused(token(exchange(code(), "")), 400, "invalid_grant");
    assertRefused(token(exchange(code(), VERIFIER).replace("provider", "x")), 400, "invalid_grant");
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "&auto=deny, access_denied",
    "&prompt=none, login_required",
    "&code_challenge=abc, invalid_request",
    "&code_challenge=abc&code_challenge_method=plain, invalid_request",
  })
  void what_cannot_be_granted_comes_back_as_an_error(String more, String error) throws Exception {
    assertThat(returned(more))
        .containsEntry("error", error)
        .containsEntry("state", "s-1")
        .containsEntry("iss", SANDBOX.uri() + "/signin")
        .doesNotContainKey("code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&prompt=login", "&prompt=select_account"})
  void a_human_is_asked_who_they_are(String more) throws Exception {
    Http.Answer page = HTTP.get(authorize(more));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("Alice, alice@sandbox.example", "name='state' value='s-1'");
    String posted =
        authorize("&person=alice&decision=consent").substring("/signin/authorize?".length());
    assertThat(Consent.parameters(HTTP.post("/signin/authorize", posted).header("location")))
        .containsKey("code");
  }

  @Test
  void nobody_is_sent_to_an_address_that_is_not_the_clients() throws Exception {
    Http.Answer answer =
        HTTP.get(authorize(AS_ALICE).replace(encoded("http://localhost"), "http://evil.example"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("location")).isEmpty();
  }

  @Test
  void a_sign_in_is_in_the_ledger_with_its_person() throws Exception {
    token(exchange(code(), VERIFIER));

    Call call = SANDBOX.world().ledger().calls().getLast();
    assertThat(call.area()).isEqualTo(Area.OAUTH);
    assertThat(call.route()).isEqualTo("/signin/token");
    assertThat(call.person()).isEqualTo("alice");
    assertThat(call.effect()).isNotNull().extracting(effect -> effect.kind()).isEqualTo("sign-in");
  }

  private static void assertRefused(Http.Answer answer, int status, String error) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("error").stringValue()).isEqualTo(error);
    assertThat(answer.json().has("id_token")).isFalse();
  }
}
