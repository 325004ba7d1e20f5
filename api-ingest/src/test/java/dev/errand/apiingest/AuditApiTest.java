package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Command;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Everybody is told what was done in their name, by operators too, and nobody what was in
 * another's.
 */
class AuditApiTest extends OperatorApiTest {

  @Test
  void aPersonSeesWhatWasDoneWithTheirTokenAndByOperators() {
    Command failed = fails("c-1");
    long number = number(failed);
    assertThat(get(LETTERS + "/" + number).statusCode()).isEqualTo(200);
    assertThat(post(LETTERS + "/" + number + "/replay").statusCode()).isEqualTo(202);

    List<JsonNode> entries = entries("");
    assertThat(entries)
        .extracting(entry -> entry.path("act").asString() + " by " + entry.path("actor").asString())
        .containsExactly(
            "letter_replayed by operator:the-operator",
            "letter_shown by operator:the-operator",
            "effect_begun by command");
    assertThat(entries.getFirst().path("command").asString()).isEqualTo("c-1.replay-1");
    assertThat(entries.getFirst().path("detail").asString()).isEqualTo("letter-" + number);
    assertThat(entries.getLast().path("step").asString()).isEqualTo("append-1");
    assertThat(entries.getLast().path("operation").asString()).isEqualTo("note.append");
    assertThat(entries.toString()).doesNotContain(CANARY);
  }

  @Test
  void itIsReadInPartsNewestFirst() {
    for (int n = 1; n <= 5; n++) {
      fails("c-" + n);
    }
    List<String> commands = new ArrayList<>();
    JsonNode part = json(audit("?limit=2"));
    commands.addAll(commands(part));
    while (part.has("before")) {
      part = json(audit("?limit=2&before=" + part.path("before").asLong()));
      assertThat(part.path("entries").size()).isBetween(1, 2);
      commands.addAll(commands(part));
    }
    assertThat(commands).containsExactly("c-5", "c-4", "c-3", "c-2", "c-1");
  }

  @Test
  void nobodyElseSeesIt() {
    fails("c-1");
    assertThat(json(send(as(newUser(), "/v1/audit"))).path("entries")).isEmpty();
    assertThat(send(to("/v1/audit")).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"limit=0", "limit=201", "limit=x", "before=first", "before=0", "before=-5"})
  void aQuestionThatMakesNoSenseIsAProblemThatSaysWhatMakesSense(String query) {
    HttpResponse<String> response = audit("?" + query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("detail").asString())
        .isEqualTo(
            query.startsWith("limit")
                ? "limit is not a whole number from 1 to 200"
                : "before is not a whole number from 1");
  }

  /** Whoever may not be written down does nothing. */
  @Test
  void whatCannotBeWrittenDownIsNotReplayed() {
    Command failed = fails("c-1");
    long number = number(failed);
    sql.sql("revoke execute on function append_audit from errand_api").update();
    try {
      assertThat(post(LETTERS + "/" + number + "/replay").statusCode()).isGreaterThanOrEqualTo(500);
    } finally {
      sql.sql("grant execute on function append_audit to errand_api").update();
    }
    assertThat(listed("").getFirst().has("replayedBy")).isFalse();
    assertThat(entries("")).hasSize(1);
  }

  private static List<String> commands(JsonNode part) {
    return part.path("entries").valueStream().map(each -> each.path("command").asString()).toList();
  }

  private List<JsonNode> entries(String query) {
    return json(audit(query)).path("entries").valueStream().toList();
  }

  private HttpResponse<String> audit(String query) {
    return send(as(user.value(), "/v1/audit" + query));
  }
}
