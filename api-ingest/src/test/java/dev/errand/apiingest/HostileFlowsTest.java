package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalKafka;
import dev.errand.local.LocalPostgres;
import dev.errand.sandbox.SandboxServer;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Flows that somebody bent: none of them stores a token, and none brings a code to a token endpoint
 * that is not the one of its flow.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@DirtiesContext // its database and its sandbox are its own
class HostileFlowsTest {

  private static final LocalDatabase DATABASE = LocalPostgres.shared().freshDatabase();
  private static final SandboxServer SANDBOX = SandboxServer.start(0);

  @TempDir static Path keys;
  @LocalServerPort private int port;

  private final JdbcClient sql = JdbcClient.create(ApiTest.source(DATABASE));
  private String victim = "";
  private String attacker = "";
  private Browser victims;
  private Browser attackers;

  @DynamicPropertySource
  static void properties(DynamicPropertyRegistry registry) {
    DATABASE.migratedFor("errand_api").forEach((name, value) -> registry.add(name, () -> value));
    SandboxSettings.of(SANDBOX).forEach((name, value) -> registry.add(name, () -> value));
    registry.add("spring.kafka.bootstrap-servers", LocalKafka.shared()::bootstrapServers);
    registry.add(
        "spring.security.oauth2.resourceserver.jwt.public-key-location",
        () -> TestTokens.publicKeyFile().toUri().toString());
    registry.add("errand.api.token-issuer", () -> TestTokens.ISSUER);
    registry.add("errand.keys.local-file", () -> keys.resolve("keyset"));
    registry.add("errand.keys.allow-local", () -> "true");
    registry.add("logging.structured.format.console", () -> "");
  }

  @AfterAll
  static void close() {
    SANDBOX.close();
  }

  @BeforeEach
  void twoPeople() {
    victim = "victim-" + UUID.randomUUID();
    attacker = "attacker-" + UUID.randomUUID();
    victims = new Browser(port, SANDBOX.world().people()).signIn(victim);
    attackers = new Browser(port, SANDBOX.world().people()).signIn(attacker);
  }

  /**
   * A bent flow.
   *
   * @param outcome how it has to end
   * @param tokenRequests how many codes a token endpoint may see; more than none only where it is
   *     the provider who has to refuse
   * @param attack the last answer
   */
  record Attack(
      String name,
      String outcome,
      int tokenRequests,
      Function<HostileFlowsTest, HttpResponse<String>> attack) {

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Attack> attacks() {
    return Stream.of(
        new Attack("no state", "expired", 0, at -> at.callback("notion", "code=x")),
        new Attack(
            "made-up state", "expired", 0, at -> at.callback("notion", "code=x&state=made-up")),
        new Attack(
            "state of a flow that took too long",
            "expired",
            0,
            at -> {
              String callback = at.agreed(at.victims, "notion", at.victim);
              at.sql.sql("update consent_flow set expires_at = now() - interval '1 s'").update();
              return at.victims.get(callback);
            }),
        new Attack(
            "state used before, with a fresh code",
            "expired",
            0,
            at -> {
              URI page = at.started(at.victims, "notion");
              String denied = at.victims.decided(page, "deny", at.victim);
              String callback = at.victims.decided(page, "consent", at.victim);
              at.victims.get(denied);
              return at.victims.get(callback);
            }),
        new Attack(
            "the attacker's whole callback in the victim's browser",
            "not_yours",
            0,
            at -> at.victims.get(at.agreed(at.attackers, "notion", at.attacker))),
        new Attack(
            "the same while the victim has a flow open",
            "not_yours",
            0,
            at -> {
              String callback = at.agreed(at.attackers, "microsoft", at.attacker);
              at.started(at.victims, "microsoft");
              return at.victims.get(callback);
            }),
        new Attack(
            "the victim's whole callback in the attacker's browser",
            "not_yours",
            0,
            at -> at.attackers.get(at.agreed(at.victims, "notion", at.victim))),
        new Attack(
            "the victim finishes what the attacker started",
            "not_yours",
            0,
            at -> at.victims.get(at.agreed(at.attackers, "notion", at.victim))),
        new Attack(
            "the victim's cookie of the flow in the attacker's session",
            "not_yours",
            0,
            at -> {
              String callback = at.agreed(at.victims, "notion", at.victim);
              at.attackers.steal(at.victims.cookie("errand-connect-notion"));
              return at.attackers.get(callback);
            }),
        new Attack(
            "a browser with the session but without the flow's cookie",
            "not_yours",
            0,
            at -> {
              String callback = at.agreed(at.victims, "notion", at.victim);
              Browser other = at.stranger();
              other.steal(at.victims.cookie("errand-session"));
              return other.get(callback);
            }),
        new Attack(
            "a browser that nobody is signed in in",
            "not_yours",
            0,
            at -> {
              String callback = at.agreed(at.victims, "notion", at.victim);
              Browser other = at.stranger();
              other.steal(at.victims.cookie("errand-connect-notion"));
              return other.get(callback);
            }),
        new Attack(
            "signed out meanwhile",
            "not_yours",
            0,
            at -> {
              String callback = at.agreed(at.victims, "notion", at.victim);
              at.victims.post("/", "/sign-out", Map.of());
              return at.victims.get(callback);
            }),
        new Attack(
            "another person signed in meanwhile",
            "not_yours",
            0,
            at -> {
              String callback = at.agreed(at.victims, "notion", at.victim);
              at.victims.signIn(at.attacker);
              return at.victims.get(callback);
            }),
        new Attack(
            "Microsoft's answer at Notion's address",
            "not_yours",
            0,
            at -> {
              String callback = at.agreed(at.victims, "microsoft", at.victim);
              at.started(at.victims, "notion");
              return at.victims.get(callback.replace("/microsoft/", "/notion/"));
            }),
        new Attack(
            "Notion's answer at Microsoft's address",
            "not_yours",
            0,
            at -> {
              String callback = at.agreed(at.victims, "notion", at.victim);
              at.started(at.victims, "microsoft");
              return at.victims.get(callback.replace("/notion/", "/microsoft/"));
            }),
        new Attack(
            "an answer that names another issuer",
            "not_yours",
            0,
            at ->
                at.victims.get(
                    at.agreed(at.victims, "microsoft", at.victim)
                        + "&iss=https%3A%2F%2Fevil.example")),
        new Attack(
            "a flow that went to another token endpoint",
            "not_yours",
            0,
            at -> {
              String callback = at.agreed(at.victims, "notion", at.victim);
              at.sql
                  .sql("update consent_flow set token_endpoint = 'https://evil.example/token'")
                  .update();
              return at.victims.get(callback);
            }),
        new Attack(
            "the victim's code in the attacker's flow, at Microsoft (PKCE)",
            "code_refused",
            1,
            at -> {
              String stolen = code(at.agreed(at.victims, "microsoft", at.victim));
              String own = at.agreed(at.attackers, "microsoft", at.attacker);
              return at.attackers.get(own.replace(code(own), stolen));
            }),
        new Attack(
            "the code of one's own earlier flow, at Microsoft (its verifier)",
            "code_refused",
            1,
            at -> {
              String earlier = code(at.agreed(at.victims, "microsoft", at.victim));
              String later = at.agreed(at.victims, "microsoft", at.victim);
              return at.victims.get(later.replace(code(later), earlier));
            }),
        new Attack(
            "a code that was spent",
            "code_refused",
            2,
            at -> {
              String spent = at.agreed(at.attackers, "notion", at.attacker);
              at.attackers.get(spent);
              at.attackers.post("/", "/connections/notion/disconnect", Map.of());
              String next = at.agreed(at.victims, "notion", at.victim);
              return at.victims.get(next.replace(code(next), code(spent)));
            }),
        new Attack(
            "a code that is no header",
            "answer_not_valid",
            0,
            at -> {
              String callback = at.agreed(at.victims, "notion", at.victim);
              return at.victims.get(callback.replace(code(callback), "a%0d%0aX-Evil:%20b"));
            }),
        new Attack(
            "no code and no error",
            "answer_not_valid",
            0,
            at ->
                at.victims.get(
                    at.agreed(at.victims, "notion", at.victim).replaceAll("code=[^&]+&?", ""))),
        new Attack(
            "a code beside an error",
            "denied",
            0,
            at ->
                at.victims.get(
                    at.agreed(at.victims, "notion", at.victim) + "&error=access_denied")),
        new Attack(
            "an error that is a script",
            "refused_by_provider",
            0,
            at -> {
              URI page = at.started(at.victims, "notion");
              return at.callback(
                  "notion",
                  "error=" + encoded("<script>alert(1)</script>") + "&state=" + state(page));
            }),
        new Attack(
            "an account that is somebody else's",
            "account_taken",
            2,
            at -> {
              at.attackers.get(at.agreed(at.attackers, "notion", at.victim));
              return at.victims.get(at.agreed(at.victims, "notion", at.victim));
            }));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("attacks")
  void aBentFlowConnectsNobody(Attack attack) {
    long before = tokenRequests("");
    long connected = connections();

    HttpResponse<String> end = attack.attack().apply(this);

    assertThat(Browser.location(end)).endsWith("outcome=" + attack.outcome());
    assertThat(tokenRequests("") - before).isEqualTo(attack.tokenRequests());
    assertThat(connectedTo(victim)).isEmpty();
    assertThat(connections() - connected)
        .as("but what the attacker rightly connected before")
        .isEqualTo(attack.outcome().equals("account_taken") ? 1 : 0);
    assertThat(victims.get(Browser.location(end)).body()).doesNotContain("<script>");
    assertThat(end.headers().firstValue("Referrer-Policy")).contains("no-referrer");
  }

  /** Else the others prove nothing. */
  @Test
  void aStraightFlowConnects() {
    HttpResponse<String> end = victims.get(agreed(victims, "microsoft", victim));
    assertThat(Browser.location(end)).endsWith("outcome=connected");
    assertThat(connectedTo(victim)).containsExactly("microsoft");
  }

  @Test
  void signingInWithNotionConnectsIt() {
    Browser browser = stranger().signIn("notion", victim);
    assertThat(connectedTo("notion|" + browser.person(victim).notionUserId()))
        .containsExactly("notion");
    assertThat(browser.get("/").body()).contains("Your assistant can work there.");
  }

  @Test
  void whoseNotionWorksForAnotherUserIsToldSoWhenTheySignInWithIt() {
    victims.get(agreed(victims, "notion", victim));
    Browser browser = stranger();
    HttpResponse<String> end =
        browser.get(browser.decided(browser.arriveAt("notion"), "consent", victim));
    assertThat(Browser.location(end)).isEqualTo("/connections/notion/done?outcome=account_taken");
    assertThat(connectedTo("notion|" + browser.person(victim).notionUserId())).isEmpty();
  }

  @Test
  void aCodeOfOneProviderIsNotSeenByTheOther() {
    long notion = tokenRequests("/notion/");
    String callback = agreed(victims, "microsoft", victim);
    started(victims, "notion");
    victims.get(callback.replace("/microsoft/", "/notion/"));
    assertThat(tokenRequests("/notion/")).isEqualTo(notion);
  }

  @Test
  void aLinkToConnectOpensNoFlowForAStranger() {
    long flows = flows();
    assertThat(Browser.location(stranger().get("/connections/notion/start"))).isEqualTo("/");
    assertThat(flows()).isEqualTo(flows);
  }

  @Test
  void theProviderSendsNoCodeToAnotherAddress() {
    for (String bent :
        List.of("https://evil.example/callback", "http://localhost.evil.example/callback")) {
      String page =
          started(victims, "microsoft")
              .toString()
              .replaceAll("redirect_uri=[^&]+", "redirect_uri=" + encoded(bent));
      assertThat(page).contains(encoded(bent));
      assertThat(victims.statusOf(URI.create(page + "&auto=consent&login_hint=" + victim)))
          .isEqualTo(400);
    }
  }

  private URI started(Browser browser, String provider) {
    return URI.create(Browser.location(browser.get("/connections/" + provider + "/start")));
  }

  /** The callback that follows when this person agrees to a flow of that browser. */
  private String agreed(Browser browser, String provider, String person) {
    return browser.decided(started(browser, provider), "consent", person);
  }

  private HttpResponse<String> callback(String provider, String query) {
    return victims.get("/connections/" + provider + "/callback?" + query);
  }

  private Browser stranger() {
    return new Browser(port, SANDBOX.world().people());
  }

  private long connections() {
    return sql.sql("select count(*) from connection where state = 'active'")
        .query(Long.class)
        .single();
  }

  private List<String> connectedTo(String user) {
    return sql.sql("select provider from connection where user_id = :user and state = 'active'")
        .param("user", user)
        .query(String.class)
        .list();
  }

  private long flows() {
    return sql.sql("select count(*) from consent_flow").query(Long.class).single();
  }

  /** Of connect flows: the sign-ins before each test have their own issuer. */
  private static long tokenRequests(String path) {
    return SANDBOX.world().ledger().calls().stream()
        .filter(call -> call.path().contains("/oauth") && call.path().endsWith("/token"))
        .filter(call -> call.path().contains(path))
        .count();
  }

  private static String code(String callback) {
    return callback.replaceAll(".*[?&]code=([^&]+).*", "$1");
  }

  private static String state(URI page) {
    return page.getRawQuery().replaceAll(".*(?:^|&)state=([^&]+).*", "$1");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
