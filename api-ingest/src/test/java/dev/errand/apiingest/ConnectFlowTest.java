package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.apiingest.connect.Ending;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectFlowTest extends ApiTest {

  @Test
  void theBrowserThatStartedIsConnectedAndLandsOnACleanAddress() {
    Browser browser = browserOf(newUser());
    String state = start(browser);

    HttpResponse<String> back = browser.get("/connections/notion/callback?code=c&state=" + state);

    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(Browser.location(back)).isEqualTo("/connections/notion/done?outcome=connected");
    assertThat(browser.hasCookie("errand-connect-notion")).isFalse();
    HttpResponse<String> page = browser.get(Browser.location(back));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("You are connected");
  }

  @Test
  void outlookMayBeConnectedForSendingOnlyAndReadingBeAllowedLater() {
    Browser browser = browserOf(newUser());
    assertThat(browser.get("/").body()).contains("/connections/microsoft/start?only=sending");
    HttpResponse<String> sent = browser.get("/connections/microsoft/start?only=sending");
    browser.get("/connections/microsoft/callback?code=c&state=" + state(sent));
    assertThat(browser.get("/").body())
        .contains("Your assistant can send mail for you, and not read any.", "Allow reading, too")
        .doesNotContain("start?only=sending");

    HttpResponse<String> again = browser.get("/connections/microsoft/start");
    browser.get("/connections/microsoft/callback?code=c&state=" + state(again));
    assertThat(browser.get("/").body())
        .contains("Your assistant can work there.")
        .doesNotContain("Allow reading, too");
  }

  @Test
  void whoNeedsAnAdministratorIsToldWhatGoesWithoutOne() {
    String path = "/done?outcome=admin_approval_needed";
    Browser browser = browserOf(newUser());
    assertThat(browser.get("/connections/microsoft" + path).body()).contains("for sending only");
    assertThat(browser.get("/connections/notion" + path).body()).doesNotContain("for sending");
  }

  @Test
  void theBindingIsOutOfReachOfScriptsAndOtherSites() {
    HttpResponse<String> response = browserOf(newUser()).get("/connections/notion/start");
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(String.join(" ", response.headers().allValues("Set-Cookie")))
        .contains("errand-connect-notion", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600");
  }

  @Test
  void whoIsNotSignedInIsAskedTo() {
    HttpResponse<String> response =
        send(to("/connections/notion/start").header("Accept", "text/html"));
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(Browser.location(response)).isEqualTo("/");
  }

  @Test
  void anotherBrowserConnectsNothing() {
    String state = start(browserOf(newUser()));
    HttpResponse<String> back = send(to("/connections/notion/callback?code=c&state=" + state));
    assertThat(Browser.location(back)).endsWith("outcome=not_yours");
  }

  @Test
  void anotherPersonInTheSameBrowserConnectsNothing() {
    Browser browser = browserOf(newUser());
    String state = start(browser);
    browser.signIn(newUser());
    HttpResponse<String> back = browser.get("/connections/notion/callback?code=c&state=" + state);
    assertThat(Browser.location(back)).endsWith("outcome=not_yours");
  }

  @Test
  void anAttemptWorksOnce() {
    Browser browser = browserOf(newUser());
    String path = "/connections/notion/callback?code=c&state=" + start(browser);
    browser.get(path);
    assertThat(Browser.location(browser.get(path))).endsWith("outcome=expired");
  }

  @Test
  void aPersonWhoSaysNoIsTold() {
    Browser browser = browserOf(newUser());
    HttpResponse<String> back =
        browser.get("/connections/notion/callback?error=access_denied&state=" + start(browser));
    assertThat(browser.get(Browser.location(back)).body()).contains("You said no", "Start again");
  }

  @Test
  void thePageLeaksAndLoadsNothing() {
    HttpResponse<String> page = send(to("/connections/microsoft/done?outcome=expired"));
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
  }

  @Test
  void aLinkOnAForeignPageBeginsNothing() {
    Browser browser = browserOf(newUser());
    HttpResponse<String> response =
        browser.get("/connections/notion/start", "Sec-Fetch-Site", "cross-site");
    assertThat(Browser.location(response)).isEqualTo("/");
    assertThat(browser.hasCookie("errand-connect-notion")).isFalse();
  }

  @Test
  void aPageThatIsAskedForWronglyIsNoFaultOfOurs() {
    assertThat(send(to("/connections/notion/done")).statusCode()).isEqualTo(400);
  }

  @Test
  void anEndingThatThereIsNotIsNoPage() {
    assertThat(send(to("/connections/notion/done?outcome=%3Cscript%3E")).statusCode())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyIsToldThatTheyAreConnectedByAnAddress(Ending ending) {
    String path = "/connections/microsoft/done?outcome=" + ending.wireName();
    HttpResponse<String> stranger = send(to(path));
    if (ending == Ending.NOT_YOURS || ending == Ending.EXPIRED) {
      assertThat(stranger.body()).contains("Start again").doesNotContain("You are");
    } else {
      assertThat(stranger.statusCode()).isEqualTo(303);
      assertThat(Browser.location(stranger)).isEqualTo("/");
    }
    assertThat(browserOf(newUser()).get(path).body())
        .doesNotContain("You are connected", "your assistant can now");
  }

  @Test
  void norThatSomethingEndedWhichDidNot() {
    Browser browser = browserOf(newUser());
    assertThat(Browser.location(browser.get("/connections/microsoft/ended?revocation=revoked")))
        .isEqualTo("/");
    assertThat(browser.get("/connections/notion/ended?revocation=revoked").body())
        .contains("It is disconnected");
    browser.get("/connections/notion/callback?code=c&state=" + start(browser));
    assertThat(Browser.location(browser.get("/connections/notion/ended?revocation=revoked")))
        .isEqualTo("/");
  }

  @Test
  void anUnknownProviderIsNotThere() {
    HttpResponse<String> response = browserOf(newUser()).get("/connections/dropbox/start");
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains("There is no such page");
  }

  @Test
  void connectionsAreListedWithoutAnythingSecretAndEndedOnesWithoutWhoseTheyWere() {
    String user = newUser();
    Browser browser = browserOf(user);
    browser.get("/connections/notion/callback?code=c&state=" + start(browser));
    HttpResponse<String> response = send(as(user, "/v1/connections"));
    assertThat(json(response))
        .isEqualTo(
            JSON.readTree(
                """
                {"connections": [{"provider": "notion", "state": "active", "name": "Ada",
                                  "workspace": "Ada's workspace"},
                                 {"provider": "notion", "state": "disconnected"}]}
                """));
  }

  private static String start(Browser browser) {
    return state(browser.get("/connections/notion/start"));
  }

  private static String state(HttpResponse<String> sent) {
    return URI.create(Browser.location(sent)).getQuery().replaceAll(".*state=", "");
  }
}
