package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Against developers.notion.com/guides/get-started/authorization. */
class NotionOAuthTest {

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final Http HTTP = new Http(SANDBOX.uri());
  private static final Consent CONSENT = new Consent(HTTP);

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @BeforeEach
  void one_person_in_an_empty_world() {
    SANDBOX.reset();
    SANDBOX.world().people().make("alice");
  }

  private static String code() throws Exception {
    return CONSENT.notion("&login_hint=alice&auto=consent").getOrDefault("code", "");
  }

  private static JsonNode connected() throws Exception {
    return CONSENT.notionToken(Consent.codeBody(code())).json();
  }

  private static int callWith(JsonNode pair) throws Exception {
    return HTTP.get(
            "/notion/v1/users/me",
            "authorization",
            "Bearer " + pair.path("access_token").stringValue(),
            "Notion-Version",
            "2026-03-11")
        .status();
  }

  private static JsonNode refreshed(JsonNode pair) throws Exception {
    return CONSENT
        .notionToken(Consent.refreshBody(pair.path("refresh_token").stringValue()))
        .json();
  }

  @Test
  void a_consent_becomes_a_token_pair_that_tells_bot_workspace_and_owner() throws Exception {
    JsonNode pair = connected();

    assertThat(pair.propertyNames())
        .containsExactlyInAnyOrder(
            "access_token",
            "token_type",
            "refresh_token",
            "bot_id",
            "workspace_id",
            "workspace_name",
            "workspace_icon",
            "owner",
            "duplicated_template_id",
            "request_id");
    assertThat(pair.at("/owner/user/person/email").stringValue())
        .isEqualTo("alice@sandbox.example");
    assertThat(callWith(pair)).isEqualTo(200);
  }

  @Test
  void a_refusal_returns_with_the_state() throws Exception {
    assertThat(CONSENT.notion("&login_hint=alice&auto=deny"))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "s-1")
        .doesNotContainKey("code");
  }

  @Test
  void a_human_is_asked_who_they_are() throws Exception {
    var page =
        HTTP.get(
            "/notion/v1/oauth/authorize?client_id=errand&response_type=code&owner=user"
                + "&redirect_uri=http://localhost:8080/x");

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.text()).contains("Alice", "Allow access", "Cancel");
  }

  @Test
  void a_code_is_good_for_one_use_by_its_client_at_its_address_for_ten_minutes() throws Exception {
    String used = code();
    CONSENT.notionToken(Consent.codeBody(used));
    assertInvalidGrant(CONSENT.notionToken(Consent.codeBody(used)));

    String elsewhere = code();
    assertInvalidGrant(CONSENT.notionToken(Consent.codeBody(elsewhere).replace("8080", "9090")));

    String late = code();
    SANDBOX.world().clock().forward(Duration.ofMinutes(10));
    assertInvalidGrant(CONSENT.notionToken(Consent.codeBody(late)));
  }

  private static void assertInvalidGrant(Http.Answer answer) {
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_grant");
    assertThat(answer.json().has("object")).isFalse();
  }

  @Test
  void a_refresh_spends_the_old_pair() throws Exception {
    JsonNode first = connected();

    JsonNode second = refreshed(first);

    assertThat(callWith(second)).isEqualTo(200);
    assertThat(callWith(first)).isEqualTo(401);
    assertThat(refreshed(first).path("error").stringValue()).isEqualTo("invalid_grant");
    assertThat(callWith(second)).isEqualTo(200);
  }

  @Test
  void reuse_of_a_spent_refresh_token_can_end_the_grant() throws Exception {
    SANDBOX.notionOAuth().grants().reuseEndsGrant(true);
    JsonNode first = connected();
    JsonNode second = refreshed(first);

    refreshed(first);

    assertThat(callWith(second)).isEqualTo(401);
  }

  @Test
  void a_wrong_secret_is_the_clients_fault_in_the_oauth_shape() throws Exception {
    var answer =
        HTTP.post(
            "/notion/v1/oauth/token",
            Consent.codeBody(code()),
            "authorization",
            Consent.basic("errand", "wrong"));

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.json().propertyNames()).containsExactlyInAnyOrder("error", "request_id");
    assertThat(answer.json().path("error").stringValue()).isEqualTo("invalid_client");
  }

  @Test
  void a_token_can_be_introspected_and_revoked() throws Exception {
    JsonNode pair = connected();
    String body = "{\"token\":\"%s\"}".formatted(pair.path("access_token").stringValue());
    String[] basic = {"authorization", Consent.BASIC};

    assertThat(HTTP.post("/notion/v1/oauth/introspect", body, basic).json().path("active"))
        .hasToString("true");
    HTTP.post("/notion/v1/oauth/revoke", body, basic);

    assertThat(HTTP.post("/notion/v1/oauth/introspect", body, basic).json().path("active"))
        .hasToString("false");
    assertThat(callWith(pair)).isEqualTo(401);
    assertThat(refreshed(pair).path("error").stringValue()).isEqualTo("invalid_grant");
  }

  @Test
  void the_copied_template_is_named_and_shared() throws Exception {
    String code =
        CONSENT.notion("&login_hint=alice&auto=consent&template=1").getOrDefault("code", "");

    JsonNode pair = CONSENT.notionToken(Consent.codeBody(code)).json();

    assertThat(SANDBOX.notion().pages(SANDBOX.world().people().get("alice")))
        .extracting(page -> page.id())
        .isEqualTo(List.of(pair.path("duplicated_template_id").stringValue()));
  }

  @Test
  void the_ledger_knows_whose_consent_it_was_but_no_token() throws Exception {
    JsonNode pair = refreshed(connected());

    assertThat(SANDBOX.world().ledger().calls())
        .hasSize(3)
        .allMatch(call -> "alice".equals(call.person()))
        .noneMatch(call -> call.toString().contains(pair.path("refresh_token").stringValue()))
        .last()
        .satisfies(call -> assertThat(call.authorization()).isEqualTo("basic"));
  }
}
