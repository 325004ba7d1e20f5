package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.people.Person;
import java.net.HttpCookie;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who comes in, who does not, and how long it lasts. */
class SignInTest extends ApiTest {

  private static final String SESSION = "errand-session";

  @Test
  void theIssuersSubjectIsTheUser() {
    String user = newUser();
    assertThat(browserOf(user).get("/account").body()).contains(user);
  }

  @Test
  void atMicrosoftItIsTenantAndObject() {
    Browser browser = browser();
    Person ada = browser.person(newUser());
    browser.signIn("microsoft", ada.id());
    assertThat(browser.get("/account").body())
        .contains("microsoft|" + ada.tenantId() + "|" + ada.objectId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"oidc", "microsoft", "notion"})
  void whoSaysNoThereIsTold(String way) {
    Browser browser = browser();
    HttpResponse<String> back =
        browser.get(browser.decided(browser.arriveAt(way), "deny", newUser()));
    assertThat(Browser.location(back)).isEqualTo("/?sign-in=denied");
    assertThat(browser.get(Browser.location(back)).body()).contains("you said no");
    assertThat(browser.hasCookie(SESSION)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oidc", "microsoft", "notion"})
  void anotherBrowserCannotFinishIt(String way) {
    String callback = started(way);
    Browser thief = browser();
    HttpResponse<String> back = thief.get(callback);
    assertThat(Browser.location(back)).isEqualTo("/?sign-in=expired");
    assertThat(thief.hasCookie(SESSION)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"oidc,microsoft", "microsoft,oidc", "notion,oidc", "oidc,notion"})
  void noWayTakesWhatAnotherGave(String from, String to) {
    Browser browser = browser();
    String callback = browser.decided(browser.arriveAt(from), "consent", newUser());
    HttpResponse<String> back = browser.get(callback.replace("/" + from + "/", "/" + to + "/"));
    assertThat(Browser.location(back)).isEqualTo("/?sign-in=expired");
    assertThat(browser.hasCookie(SESSION)).isFalse();
  }

  @Test
  void aCallbackWorksOnce() {
    Browser browser = browser();
    String callback = browser.decided(browser.arriveAt("oidc"), "consent", newUser());
    HttpCookie kept = browser.cookie("errand-sign-in");
    browser.get(callback);
    Browser again = browser();
    again.steal(kept);
    assertThat(Browser.location(again.get(callback))).isEqualTo("/?sign-in=refused");
    assertThat(again.hasCookie(SESSION)).isFalse();
  }

  @Test
  void theSessionHasANewIdAtEachSignIn() {
    Browser browser = browserOf(newUser());
    HttpCookie before = browser.cookie(SESSION);
    browser.signIn(newUser());
    assertThat(browser.cookie(SESSION).getValue()).isNotEqualTo(before.getValue());
    assertThat(whoHas(before)).isEqualTo("nobody");
  }

  @Test
  void aSignedOutSessionIsDeadAlsoForWhoKeptItsCookie() {
    Browser browser = browserOf(newUser());
    HttpCookie kept = browser.cookie(SESSION);
    assertThat(whoHas(kept)).isEqualTo("somebody");

    HttpResponse<String> out = browser.post("/", "/sign-out", Map.of());

    assertThat(Browser.location(out)).isEqualTo("/?sign-in=signed_out");
    assertThat(whoHas(kept)).isEqualTo("nobody");
  }

  @Test
  void aFormOfAForeignPageDoesNothing() {
    Browser browser = browserOf(newUser());
    HttpResponse<String> forged = browser.post("/sign-out", Map.of(), "guessed");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).contains("That was not done");
    assertThat(whoHas(browser.cookie(SESSION))).isEqualTo("somebody");
  }

  @Test
  void aCookieSomebodyMadeUpOpensNothing() {
    Browser browser = browser();
    HttpCookie cookie = new HttpCookie(SESSION, "made-up");
    cookie.setPath("/");
    browser.steal(cookie);
    assertThat(Browser.location(browser.get("/account"))).isEqualTo("/");
  }

  @Test
  void theTableOfSessionsOpensNone() {
    String user = newUser();
    HttpCookie cookie = browserOf(user).cookie(SESSION);
    List<String> stored =
        sql.sql("select session_id from spring_session where principal_name = :user")
            .param("user", user)
            .query(String.class)
            .list();
    assertThat(stored).hasSize(1).doesNotContain(cookie.getValue());
    HttpCookie copied = new HttpCookie(SESSION, stored.getFirst());
    copied.setPath("/");
    assertThat(whoHas(copied)).isEqualTo("nobody");
  }

  @ParameterizedTest
  @CsvSource({
    "half an hour without a page, last_access_time - 1800001, creation_time",
    "twelve hours whatever they did, last_access_time, creation_time - 43200001"
  })
  void aSessionEndsAfter(String time, String lastAccess, String creation) {
    String user = newUser();
    HttpCookie cookie = browserOf(user).cookie(SESSION);
    assertThat(whoHas(cookie)).isEqualTo("somebody");

    sql.sql(
            """
            update spring_session
            set last_access_time = %1$s, expiry_time = %1$s + 1800000, creation_time = %2$s
            where principal_name = :user
            """
                .formatted(lastAccess, creation))
        .param("user", user)
        .update();

    assertThat(whoHas(cookie)).as(time).isEqualTo("nobody");
  }

  @Test
  void strangersLeaveNothingInTheDatabase() {
    Browser stranger = browser();
    stranger.get("/");
    stranger.get("/sign-in/oidc");
    stranger.get("/sign-in/oidc/callback?code=x&state=y");
    stranger.get("/account");
    assertThat(stranger.hasCookie(SESSION)).isFalse();
    assertThat(
            sql.sql("select count(*) from spring_session where principal_name is null")
                .query(Long.class)
                .single())
        .isZero();
  }

  @Test
  void aCookieIsOutOfReachOfScriptsAndOtherSites() {
    Browser browser = browser();
    String callback = browser.decided(browser.arriveAt("oidc"), "consent", newUser());
    assertThat(browser.get(callback).headers().allValues("Set-Cookie"))
        .filteredOn(cookie -> cookie.startsWith(SESSION + "="))
        .singleElement()
        .satisfies(
            cookie ->
                assertThat(cookie)
                    .contains("HttpOnly", "SameSite=Lax", "Path=/")
                    .doesNotContain("Domain"));
  }

  @Test
  void anEmptyCookieIsNobodys() {
    Browser browser = browser();
    HttpCookie cookie = new HttpCookie(SESSION, "");
    cookie.setPath("/");
    browser.steal(cookie);
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
  }

  @Test
  void aWayThatIsNotOpenLeadsHome() {
    assertThat(Browser.location(browser().get("/sign-in/facebook"))).isEqualTo("/");
  }

  private String started(String way) {
    Browser browser = browser();
    return browser.decided(browser.arriveAt(way), "consent", newUser());
  }

  private Browser browser() {
    return new Browser(port, SANDBOX.world().people());
  }

  private String whoHas(HttpCookie cookie) {
    Browser browser = browser();
    browser.steal(cookie);
    return browser.get("/account").statusCode() == 200 ? "somebody" : "nobody";
  }
}
