package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who may be an operator; and dead letters, listed and looked at. */
class OperatorTest extends OperatorApiTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        LETTERS,
        LETTERS + "/1",
        LETTERS + "/1/replay",
        LETTERS + "/replay?user=alice",
        RECORDS,
        RECORDS + "/0/0",
        RECORDS + "/0/0/replay",
        RECORDS + "/replay?user=alice",
        "/operator/v1/whatever"
      })
  void onlyOperatorsMay(String path) {
    assertThat(send(to(path)).statusCode()).isEqualTo(401);
    for (String method : List.of("GET", "POST")) {
      HttpResponse<String> refused =
          send(as("alice", path).method(method, BodyPublishers.noBody()));
      assertThat(refused.statusCode()).isEqualTo(403);
      assertThat(json(refused).path("code").stringValue()).isEqualTo("not_permitted");
    }
  }

  @Test
  void theRoleWillDoInsteadOfTheScopeAndAnotherScopeWillNot() {
    String role = TestTokens.changed(claims -> claims.claim("roles", List.of("errand.operator")));
    String other = TestTokens.changed(claims -> claims.claim("scope", "errand.operators"));
    assertThat(send(to(LETTERS).header("Authorization", "Bearer " + role)).statusCode())
        .isEqualTo(200);
    assertThat(send(to(LETTERS).header("Authorization", "Bearer " + other)).statusCode())
        .isEqualTo(403);
  }

  @Test
  void whatEndedBadlyIsListedWithoutWhatTheUserWrote() {
    Command failed = fails("c-1");
    ends(command("c-2"), Status.UNKNOWN, ProblemCode.OUTCOME_UNKNOWN);
    assertThat(listed(""))
        .extracting(letter -> letter.path("command").asString())
        .containsExactly("c-1", "c-2");
    assertThat(listed("").getFirst().path("operation").asString()).isEqualTo("note.append");
    assertThat(listed("&status=unknown")).hasSize(1);
    assertThat(listed("&code=provider_unavailable")).hasSize(1);
    assertThat(listed("&to=2020-01-01T00:00:00Z")).isEmpty();
    assertThat(listed("&from=2020-01-01T00:00:00Z&limit=1")).hasSize(1);
    assertThat(listed("&after=" + number(failed))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "code=no_such",
        "status=lost",
        "from=yesterday",
        "user=a%20b",
        "after=x",
        "limit=0",
        "limit=501",
        "statsu=failed",
        "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
      })
  void aQuestionThatMakesNoSenseIsAProblem(String query) {
    HttpResponse<String> response = get(LETTERS + "?" + query);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).path("code").stringValue()).isEqualTo("invalid_command");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          code=no_such   | code is not one of
          status=lost    | status is not one of succeeded, failed
          from=yesterday | from is not a time like 2026
          statsu=failed  | none of after, code, from, limit, replayed, status, to, user
          """)
  void aProblemTellsWhatWouldHaveMadeSense(String query, String told) {
    assertThat(json(get(LETTERS + "?" + query)).path("detail").asString())
        .contains(told)
        .doesNotContain("no_such", "lost", "yesterday", "statsu");
  }

  /** A filter that is not understood must not widen what is replayed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "&statsu=unknown",
        "&bogus=1",
        "&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z"
      })
  void nothingIsReplayedByAQuestionThatIsNotUnderstood(String more) {
    fails("c-1");
    assertThat(post(LETTERS + "/replay?user=" + user + more).statusCode()).isEqualTo(400);
    assertThat(post(RECORDS + "/replay?user=" + user + more).statusCode()).isEqualTo(400);
    assertThat(listed("")).hasSize(1);
  }

  @Test
  void oneIsShownWithWhatTheUserWroteAndItsSteps() {
    Command failed = ends(command("c-1"), Status.UNKNOWN, ProblemCode.OUTCOME_UNKNOWN);
    JsonNode shown = json(get(LETTERS + "/" + number(failed)));
    assertThat(shown.path("data")).isEqualTo(failed.data());
    assertThat(shown.path("steps").path(0).path("step").asString()).isEqualTo("append-1");
    assertThat(shown.path("steps").path(0).path("output").isNull()).isTrue();
    assertThat(shown.path("result").path("problem").path("code").asString())
        .isEqualTo("outcome_unknown");
    assertThat(get(LETTERS + "/999999999").statusCode()).isEqualTo(404);
  }
}
