package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The pages of somebody of whom nothing leaves this machine, and of somebody else. */
@TestPropertySource(properties = "errand.local.users=stays-here,stayed-late")
class StaysHereTest extends ApiTest {

  private static final String STAYS = "stays-here";

  @Autowired FakeConnections.Store store;

  @Test
  void thePagesSaySoAndOfferNothingThatLeadsElsewhere() {
    String page = browserOf(STAYS).get("/").body();
    assertThat(page)
        .contains("All of yours stays on this machine.")
        .doesNotContain("/start", "/connections/notion/token", "Connect ", "No provider");
    assertThat(browserOf(newUser()).get("/").body())
        .contains("/connections/notion/start", "/connections/microsoft/start")
        .doesNotContain("stays on this machine");
  }

  @Test
  void whoGoesThereAllTheSameIsLedBackAndNothingIsAsked() {
    Browser browser = browserOf(STAYS);
    int before = SANDBOX.world().ledger().calls(call -> true).size();
    for (String provider : List.of("notion", "microsoft")) {
      HttpResponse<String> start = browser.get("/connections/" + provider + "/start");
      assertThat(Browser.location(start)).isEqualTo("/");
    }
    HttpResponse<String> form = browser.post("/account", "/connections/notion/token", TOKEN);
    assertThat(Browser.location(form)).isEqualTo("/");
    HttpResponse<String> api =
        send(
            as(STAYS, "/v1/connections/notion/token")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"token\":\"own-token\"}")));
    assertThat(api.statusCode()).isEqualTo(403);
    assertThat(json(api).path("code").stringValue()).isEqualTo("not_permitted");
    assertThat(store.current(new UserId(STAYS), Provider.NOTION)).isEmpty();
    assertThat(SANDBOX.world().ledger().calls(call -> true)).hasSize(before);
  }

  private static final Map<String, String> TOKEN = Map.of("token", "own-token");

  @Test
  void whatTheyHadConnectedBeforeTheyCanDisconnect() {
    UserId late = new UserId("stayed-late");
    store.current.put(late + " " + Provider.NOTION, FakeConnections.active(late, Provider.NOTION));
    assertThat(browserOf(late.value()).get("/").body())
        .contains("Not used", "/connections/notion/disconnect")
        .doesNotContain("/start", "/connections/notion/token");
  }
}
