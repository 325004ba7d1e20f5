package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.errand.local.LocalKafka;
import dev.errand.schemas.Command;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Dead records, listed and looked at. */
class OperatorRecordsTest extends RecordsApiTest {

  @Test
  void whatWasNoCommandIsListedWithoutItsBytesAndShownWithThem() {
    Command command = command("c-1");
    String place = buried(command);
    HttpResponse<String> response = get(RECORDS + "?limit=500");
    assertThat(response.body()).doesNotContain(CANARY);
    JsonNode listed =
        json(response)
            .path("records")
            .valueStream()
            .filter(each -> each.path("user").asString("").equals(user.value()))
            .findFirst()
            .orElseThrow();
    assertThat(listed.path("code").asString()).isEqualTo("invalid_command");
    assertThat(listed.path("from").path("offset").asInt()).isEqualTo(7);
    assertThat(listed.path("command").asString()).isEqualTo("c-1");
    assertThat(json(get(RECORDS + "?from=2099-01-01T00:00:00Z")).path("records").size()).isZero();

    JsonNode shown = json(get(place));
    assertThat(JSON.readTree(Base64.getDecoder().decode(shown.path("value").asString())))
        .isEqualTo(command.data());
    assertThat(get(RECORDS + "/0/999999").statusCode()).isEqualTo(404);
    assertThat(get(RECORDS + "/77/0").statusCode()).isEqualTo(404);
  }

  @Test
  void recordsAreListedPartByPartAndNoneIsLost() {
    int there = 25;
    for (int number = 0; number < there; number++) {
      buried(command("c-" + number));
    }
    List<String> found = new ArrayList<>();
    String from = "&from=" + Instant.now().minusSeconds(3600);
    JsonNode page = json(get(RECORDS + "?limit=7&user=" + user + from));
    while (page.path("more").asBoolean()) {
      assertThat(page.path("records").size()).isEqualTo(7);
      found.addAll(commands(page));
      page =
          json(get(RECORDS + "?limit=7&user=" + user + "&after=" + page.path("after").asString()));
    }
    found.addAll(commands(page));
    assertThat(found).hasSize(there).doesNotHaveDuplicates();
    assertThat(json(get(RECORDS + "?user=" + user + "&to=2020-01-01T00:00:00Z")).path("records"))
        .isEmpty();
    assertThat(json(get(RECORDS + "?user=" + user + "&code=not_found")).path("records")).isEmpty();
  }

  private static List<String> commands(JsonNode page) {
    return page.path("records").valueStream().map(each -> each.path("command").asString()).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"?partition=0&offset=-1", "?after=x", "?from=yesterday", "/0/-1", "/0/x", "/x/0"})
  void aPlaceThatMakesNoSenseIsAProblem(String path) {
    HttpResponse<String> response = get(RECORDS + path);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").stringValue()).isEqualTo("invalid_command");
    assertThat(json(response).path("detail").asString())
        .containsPattern("(partition|offset|after|from) is not");
  }

  @Test
  void aBrokerThatIsAwayIsToldAsSuch() {
    LocalKafka.shared().kill();
    try {
      HttpResponse<String> response = get(RECORDS);
      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(json(response).path("retryable").booleanValue()).isTrue();
    } finally {
      LocalKafka.shared().start();
    }
    await().atMost(Duration.ofSeconds(30)).until(() -> get(RECORDS).statusCode() == 200);
  }
}
