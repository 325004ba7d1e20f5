package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is sent, a caller reads a problem and a person a page; and neither is shown what was
 * sent.
 */
class StrangeRequestsTest extends ApiTest {

  private static final String CANARY = "canary-4711";

  private static final String TOKEN = "Authorization: Bearer " + TestTokens.of("alice") + "\r\n";
  private static final String JSON_BODY = TOKEN + "Content-Type: application/json\r\n";
  private static final String FORM =
      "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 0\r\n";

  static Stream<String> calls() {
    return Stream.of(
        "GET /v1/commands/%00" + CANARY,
        "GET /v1/commands/a%2Fb" + CANARY,
        "GET /v1/commands/a%5Cb" + CANARY,
        "GET /v1/commands/a%zz" + CANARY,
        "GET /v1/commands/a;b=" + CANARY,
        "GET /v1/commands/a//" + CANARY,
        "GET /v1/commands/a%25" + CANARY,
        "GET /v1/commands/a%0d%0aX:" + CANARY,
        "GET /v1/commands/a<b>" + CANARY,
        "GET /v1/commands/..%2f..%2f" + CANARY,
        "GET /v1/commands/%c3%28" + CANARY,
        "GET /v1/../../../" + CANARY,
        "GET /v1/audit?limit=%zz" + CANARY,
        "GET /v1/audit?limit=%c3%28" + CANARY,
        "GET /v1/audit?limit=" + CANARY,
        "GET /v1/audit?before=" + CANARY,
        "GET /v1/audit?before=0",
        "GET /v1/audit?before=-5",
        "GET /v1/" + CANARY,
        "GET /v2/" + CANARY,
        "GET /operator/v1/dead-letters/" + CANARY,
        "TRACE /v1/connections",
        "BREW /v1/connections",
        "CONNECT /v1/connections",
        "PATCH /v1/connections",
        "DELETE /v1/connections/dropbox");
  }

  @ParameterizedTest
  @MethodSource("calls")
  void aCallerReadsAProblem(String call) {
    assertProblem(answer(call + " HTTP/1.1\r\n", TOKEN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dead-letters?limit=0",
        "dead-letters?limit=" + CANARY,
        "dead-letters?after=" + CANARY,
        "dead-letters?user=%20" + CANARY,
        "dead-letters?replayed=" + CANARY,
        "dead-letters?from=" + CANARY,
        "dead-letters?%zz=" + CANARY,
        "dead-letters/" + CANARY,
        "dead-records/note?partition=" + CANARY,
        "dead-records/note?partition=0&offset=-1",
        "dead-records/note?after=" + CANARY,
        "dead-records/note/-1/-1",
        "dead-records/" + CANARY,
      })
  void alsoAnOperator(String path) {
    assertProblem(
        answer(
            "GET /operator/v1/" + path + " HTTP/1.1\r\n",
            "Authorization: Bearer " + TestTokens.ofOperator("olga") + "\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "null", "5", "[]", "\"" + CANARY + "\"", "{\"" + CANARY + "\":1}"})
  void alsoOfABody(String body) {
    for (String call : List.of("POST /v1/commands", "PUT /v1/connections/notion/token")) {
      assertProblem(answer(call + " HTTP/1.1\r\n", JSON_BODY + length(body), body));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "multipart/form-data",
        "nonsense",
        "application/json;charset=" + CANARY
      })
  void alsoOfABodyThatIsSomethingElse(String type) {
    for (String call : List.of("POST /v1/commands", "PUT /v1/connections/notion/token")) {
      assertProblem(
          answer(
              call + " HTTP/1.1\r\n",
              TOKEN + "Content-Type: " + type + "\r\n" + length(CANARY),
              CANARY));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/xml", "nonsense", "text/html;q=" + CANARY})
  void alsoWhoWantsSomethingElse(String accept) {
    String headers = TOKEN + "Accept: " + accept + "\r\n";
    for (String path : List.of("/v1/connections", "/%761/connections")) {
      assertThat(answer("GET " + path + " HTTP/1.1\r\n", headers))
          .startsWith("HTTP/1.1 200 ")
          .contains("application/json")
          .doesNotContain(CANARY);
    }
    for (String wrong :
        List.of(
            "GET /v1/" + CANARY, "GET /v1/a%zz", "PATCH /v1/connections", "GET /operator/v1/a")) {
      assertProblem(answer(wrong + " HTTP/1.1\r\n", headers));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/activity?before=abc" + CANARY,
        "/activity?before=0",
        "/activity?before=-5",
        "/activity?before=%zz" + CANARY,
        "/connections/notion/done?outcome=" + CANARY,
        "/connections/notion/done",
        "/connections/notion/ended?revocation=" + CANARY,
        "/connections/notion/ended",
        "/connections/notion/token",
        "/connections/notion/disconnect",
        "/connections/dropbox/done",
        "/account/erase",
        "/account/" + CANARY,
        "/sign-in/a%2Fb" + CANARY,
        "/" + CANARY + "%00",
        "/" + CANARY
      })
  void aPersonSeesAPage(String path) {
    Browser browser = browserOf(newUser());
    assertPage(answer("GET " + path + " HTTP/1.1\r\n", cookies(browser) + "Accept: text/html\r\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=x",
        "text/plain",
        "nonsense"
      })
  void alsoForAFormThatIsNone(String type) {
    Browser browser = browserOf(newUser());
    assertPage(
        answer(
            "POST /account/erase HTTP/1.1\r\n",
            cookies(browser)
                + "Accept: text/html\r\nContent-Type: "
                + type
                + "\r\n"
                + length(CANARY),
            CANARY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "BREW"})
  void alsoForAnotherMethod(String method) {
    Browser browser = browserOf(newUser());
    assertPage(
        answer(
            method + " /activity HTTP/1.1\r\n", cookies(browser) + "Accept: text/html\r\n" + FORM));
  }

  private static String cookies(Browser browser) {
    return "Cookie: " + browser.cookies() + "\r\n";
  }

  private static String length(String body) {
    return "Content-Length: " + body.length() + "\r\n";
  }

  private String answer(String line, String headers) {
    return answer(line, headers, "");
  }

  /** No client of ours would send most of this. */
  private String answer(String line, String headers, String body) {
    try (Socket socket = new Socket("localhost", port)) {
      socket.setSoTimeout(20_000);
      socket
          .getOutputStream()
          .write(
              (line + "Host: localhost\r\nConnection: close\r\n" + headers + "\r\n" + body)
                  .getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void assertProblem(String answer) {
    assertThat(answer)
        .matches("(?s)HTTP/1.1 (4\\d\\d|501) .*")
        .contains("application/problem+json", "urn:errand:problem:")
        .doesNotContain(CANARY, "<html");
  }

  private static void assertPage(String answer) {
    assertThat(answer)
        .matches("(?s)HTTP/1.1 4\\d\\d .*")
        .containsIgnoringCase("content-type: text/html")
        .contains("Errand</title>")
        .doesNotContain(CANARY, "Tomcat", "Exception");
  }
}
