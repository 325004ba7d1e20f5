package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The token of an integration of one's own, instead of a consent. */
class BroughtTokenTest extends ApiTest {

  private static final String NO_TOKEN = "/token is not 1 to 16384 visible ASCII characters";

  @Test
  void theFormOfTheFirstPageConnects() {
    HttpResponse<String> end =
        browserOf(newUser()).post("/", "/connections/notion/token", Map.of("token", " own-token "));
    assertThat(Browser.location(end)).isEqualTo("/connections/notion/done?outcome=connected");
  }

  @ParameterizedTest
  @ValueSource(strings = {"made-up", "", "two words", "line\nbreak"})
  void whatIsNoTokenConnectsNothing(String token) {
    HttpResponse<String> end =
        browserOf(newUser()).post("/", "/connections/notion/token", Map.of("token", token));
    assertThat(Browser.location(end)).isEqualTo("/connections/notion/done?outcome=token_refused");
  }

  @Test
  void aFormOfAForeignPageConnectsNothing() {
    HttpResponse<String> end =
        browserOf(newUser())
            .post("/connections/notion/token", Map.of("token", "own-token"), "guessed");
    assertThat(end.statusCode()).isEqualTo(403);
  }

  @Test
  void theApiTakesOneToo() {
    assertThat(bring("{\"token\":\"own-token\"}").statusCode()).isEqualTo(204);
  }

  @Test
  void andSaysWhenTheProviderDoesNotKnowIt() {
    HttpResponse<String> response = bring("{\"token\":\"made-up\"}");
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).path("code").stringValue()).isEqualTo("refused_by_provider");
    assertThat(response.body()).doesNotContain("made-up");
  }

  static Stream<Arguments> bodies() {
    return Stream.of(
        Arguments.of("", "the body is not a JSON object"),
        Arguments.of("null", "the body is not a JSON object"),
        Arguments.of("5", "the body is not a JSON object"),
        Arguments.of("[]", "the body is not a JSON object"),
        Arguments.of("{", "the body is not well-formed JSON, or too deep"),
        Arguments.of("{}", "/token is missing"),
        Arguments.of("{\"token\":null}", NO_TOKEN),
        Arguments.of("{\"token\":5}", NO_TOKEN),
        Arguments.of("{\"token\":\"\"}", NO_TOKEN),
        Arguments.of("{\"token\":\"own token\"}", NO_TOKEN),
        Arguments.of("{\"token\":\"" + "x".repeat(20_000) + "\"}", NO_TOKEN),
        Arguments.of("x".repeat(200_000), "the body is too large"),
        Arguments.of(
            "{\"token\":\"own-token\",\"user\":\"bob\"}", "there is a field that is not known"));
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void aBodyThatBringsNoTokenIsAnswered400WithItsReason(String body, String reason) {
    HttpResponse<String> response = bring(body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").stringValue()).isEqualTo("invalid_command");
    assertThat(json(response).path("detail").stringValue()).isEqualTo(reason);
  }

  private HttpResponse<String> bring(String body) {
    return send(
        as(newUser(), "/v1/connections/notion/token")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }
}
