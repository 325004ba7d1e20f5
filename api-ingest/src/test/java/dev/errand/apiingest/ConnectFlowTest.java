package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class ConnectFlowTest extends ApiTest {

  @Test
  void theBrowserThatStartedIsConnectedAndLandsOnACleanAddress() {
    Attempt attempt = start(newUser());

    HttpResponse<String> back =
        send(
            to("/connections/notion/callback?code=c&state=" + attempt.state())
                .header("Cookie", attempt.cookie()));

    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(location(back)).isEqualTo("/connections/notion/done?outcome=connected");
    assertThat(setCookie(back)).contains("Max-Age=0");
    HttpResponse<String> page = send(to(location(back)));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("You are connected");
  }

  @Test
  void theBindingIsOutOfReachOfScriptsAndOtherSites() {
    HttpResponse<String> response = send(as(newUser(), "/connections/notion/start"));
    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(setCookie(response)).contains("HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600");
  }

  @Test
  void anotherBrowserConnectsNothing() {
    Attempt attempt = start(newUser());
    HttpResponse<String> back =
        send(to("/connections/notion/callback?code=c&state=" + attempt.state()));
    assertThat(location(back)).endsWith("outcome=not_yours");
  }

  @Test
  void anAttemptWorksOnce() {
    Attempt attempt = start(newUser());
    String path = "/connections/notion/callback?code=c&state=" + attempt.state();
    send(to(path).header("Cookie", attempt.cookie()));
    HttpResponse<String> again = send(to(path).header("Cookie", attempt.cookie()));
    assertThat(location(again)).endsWith("outcome=expired");
  }

  @Test
  void aPersonWhoSaysNoIsTold() {
    Attempt attempt = start(newUser());
    HttpResponse<String> back =
        send(
            to("/connections/notion/callback?error=access_denied&state=" + attempt.state())
                .header("Cookie", attempt.cookie()));
    assertThat(send(to(location(back))).body()).contains("You said no", "Start again");
  }

  @Test
  void thePageLeaksAndLoadsNothing() {
    HttpResponse<String> page = send(to("/connections/microsoft/done?outcome=unavailable"));
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'", "frame-ancestors 'none'");
  }

  @Test
  void anEndingThatThereIsNotIsNoPage() {
    assertThat(send(to("/connections/notion/done?outcome=%3Cscript%3E")).statusCode())
        .isEqualTo(404);
  }

  @Test
  void anUnknownProviderIsNotThere() {
    HttpResponse<String> response = send(as(newUser(), "/connections/dropbox/start"));
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response).path("code").stringValue()).isEqualTo("not_found");
  }

  @Test
  void connectionsAreListedWithoutAnythingSecret() {
    HttpResponse<String> response = send(as(newUser(), "/v1/connections"));
    assertThat(json(response))
        .isEqualTo(
            JSON.readTree(
                """
                {"connections": [{"provider": "notion", "state": "disconnected", "name": "Ada",
                                  "workspace": "Ada's workspace"}]}
                """));
  }

  private Attempt start(String user) {
    HttpResponse<String> response = send(as(user, "/connections/notion/start"));
    String state = location(response).replaceAll(".*state=", "");
    return new Attempt(state, setCookie(response).replaceAll(";.*", ""));
  }

  private record Attempt(String state, String cookie) {}

  private static String location(HttpResponse<String> response) {
    return response.headers().firstValue("Location").orElseThrow();
  }

  private static String setCookie(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow();
  }
}
