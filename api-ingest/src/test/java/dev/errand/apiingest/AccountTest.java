package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Disconnects.Revocation;
import dev.errand.connections.Erasures.Erased;
import dev.errand.schemas.Provider;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class AccountTest extends ApiTest {

  @Autowired private FakeConnections.Erasing erasing;

  @BeforeEach
  void erases() {
    erasing.answer = new Erased.Done(Map.of(Provider.NOTION, Revocation.REVOKED));
  }

  @Test
  void whoErasesTheirAccountIsSignedOutEverywhere() {
    String user = newUser();
    Browser atHome = browserOf(user);
    Browser atWork = browserOf(user);

    HttpResponse<String> end = atHome.post("/account", "/account/erase", Map.of("word", " Erase "));

    assertThat(end.statusCode()).isEqualTo(200);
    assertThat(end.body())
        .contains("Your account is erased", "Notion: The provider no longer accepts");
    assertThat(erasing.asked).contains(user);
    assertThat(Browser.location(atHome.get("/account"))).isEqualTo("/");
    assertThat(Browser.location(atWork.get("/account"))).isEqualTo("/");
  }

  @Test
  void withoutTheWordNothingIsErased() {
    String user = newUser();
    HttpResponse<String> end =
        browserOf(user).post("/account", "/account/erase", Map.of("word", "yes"));
    assertThat(end.statusCode()).isEqualTo(400);
    assertThat(end.body()).contains("Nothing was erased");
    assertThat(erasing.asked).doesNotContain(user);
  }

  @Test
  void aFormOfAForeignPageErasesNothing() {
    String user = newUser();
    HttpResponse<String> end =
        browserOf(user).post("/account/erase", Map.of("word", "erase"), "guessed");
    assertThat(end.statusCode()).isEqualTo(403);
    assertThat(erasing.asked).doesNotContain(user);
  }

  @Test
  void anAccountThatCouldNotBeErasedStaysSignedIn() {
    erasing.answer = new Erased.Unavailable(Map.of());
    Browser browser = browserOf(newUser());
    HttpResponse<String> end = browser.post("/account", "/account/erase", Map.of("word", "erase"));
    assertThat(end.statusCode()).isEqualTo(503);
    assertThat(browser.get("/account").statusCode()).isEqualTo(200);
  }

  @Test
  void theApiErasesToo() {
    String user = newUser();
    HttpResponse<String> end = send(as(user, "/v1/account").DELETE());
    assertThat(end.statusCode()).isEqualTo(200);
    assertThat(json(end).at("/atProviders/notion/revocation").stringValue()).isEqualTo("revoked");
    assertThat(erasing.asked).contains(user);
  }

  @Test
  void andSaysSoWhenItCannot() {
    erasing.answer = new Erased.Unavailable(Map.of());
    HttpResponse<String> end = send(as(newUser(), "/v1/account").DELETE());
    assertThat(end.statusCode()).isEqualTo(503);
    assertThat(end.headers().firstValue("Retry-After")).contains("5");
  }

  @Test
  void everythingButTokensIsTakenAlong() {
    String user = newUser();
    var _ =
        sql.sql(
                """
                insert into model_usage (user_id, day, answers, tokens_in, tokens_out)
                values (:user, '2026-11-21', 2, 120, 13)
                """)
            .param("user", user)
            .update();
    JsonNode taken = json(send(as(user, "/v1/account/export")));
    assertThat(taken.path("user").stringValue()).isEqualTo(user);
    assertThat(taken.at("/connections/0/facts/workspaceName").stringValue())
        .isEqualTo("Ada's workspace");
    assertThat(taken.path("results").isArray()).isTrue();
    assertThat(taken.path("done").isArray()).isTrue();
    assertThat(taken.path("models"))
        .hasToString(
            """
            [{"day":"2026-11-21","answers":2,"tokensIn":120,"tokensOut":13}]\
            """);
    assertThat(browserOf(user).get("/account/export").headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"errand.json\"");
  }
}
