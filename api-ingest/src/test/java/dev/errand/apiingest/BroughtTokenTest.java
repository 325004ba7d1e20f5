package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The token of an integration of one's own, instead of a consent. */
class BroughtTokenTest extends ApiTest {

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
    assertThat(Browser.location(end)).isEqualTo("/connections/notion/done?outcome=code_refused");
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

  @ParameterizedTest
  @ValueSource(strings = {"{\"token\":\"made-up\"}", "{\"token\":\"\"}", "{}"})
  void andSaysWhenItIsNone(String body) {
    HttpResponse<String> response = bring(body);
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(json(response).path("code").stringValue()).isEqualTo("refused_by_provider");
    assertThat(response.body()).doesNotContain("made-up");
  }

  @Test
  void nothingButATokenIsTaken() {
    HttpResponse<String> response = bring("{\"token\":\"own-token\",\"user\":\"bob\"}");
    assertThat(response.statusCode()).isEqualTo(400);
  }

  private HttpResponse<String> bring(String body) {
    return send(
        as(newUser(), "/v1/connections/notion/token")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body)));
  }
}
