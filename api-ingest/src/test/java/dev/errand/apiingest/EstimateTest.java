package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** When one is about to go on: by the pace of the last results. */
class EstimateTest extends LaneApiTest {

  private int results;

  @Test
  void theEstimateIsThePaceOfTheLastResultsTimesThoseBefore() {
    took(2_000, 4_000, 6_000);
    pending("a", INTERACTIVE);
    pending("b", INTERACTIVE);
    pending("c", INTERACTIVE);
    assertThat(inSeconds(waits("b", "earlier_command"))).isBetween(3.0, 4.5);
    assertThat(inSeconds(waits("c", "earlier_command"))).isBetween(7.0, 8.5);
  }

  @Test
  void theEstimateBeginsWhereALimitEnds() {
    took(2_000, 4_000, 6_000);
    pending("a", INTERACTIVE);
    pending("b", INTERACTIVE);
    park(INTERACTIVE, "LIMIT", 100);
    assertThat(inSeconds(waits("a", "limit"))).isBetween(95.0, 100.5);
    assertThat(inSeconds(waits("b", "earlier_command"))).isBetween(99.0, 104.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PROVIDER_OUTAGE", "RETRY", "TOKEN", "DOUBT"})
  void nobodyBehindWhatMayLastIsToldATime(String cause) {
    took(2_000, 4_000, 6_000);
    pending("a", INTERACTIVE);
    pending("b", INTERACTIVE);
    park(INTERACTIVE, cause, 100);
    assertThat(waits("b", "earlier_command").has("estimate")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"RECONNECT, false", "RETRY, true", "RATE_LIMITED, true"})
  void aHeadIsToldWhenItGoesOnUnlessThatIsThePersons(String cause, boolean known) {
    pending("a", INTERACTIVE);
    park(INTERACTIVE, cause, 100);
    assertThat(waits("a", cause.toLowerCase(java.util.Locale.ROOT)).has("estimate"))
        .isEqualTo(known);
  }

  @Test
  void withoutResultsThereIsNoPace() {
    took(2_000, 4_000);
    pending("a", INTERACTIVE);
    pending("b", INTERACTIVE);
    assertThat(waits("b", "earlier_command").has("estimate")).isFalse();
  }

  private void took(int... millis) {
    Instant noon = Instant.parse("2026-11-21T12:00:00Z");
    for (int each : millis) {
      String id = newId();
      Result result =
          new Result(
              new UserId(user),
              new Result.Answered(
                  new CommandId(id), "dev.errand.note.get", "urn:test", null, null, null),
              Status.SUCCEEDED,
              JSON.readTree("{\"page\":\"p\"}"),
              null,
              1,
              new Timing(noon, noon, noon.plus(Duration.ofMillis(each)), Map.of()));
      sql.sql(
              """
              INSERT INTO done (topic, part, seq, user_id, command_id, status, result, requests,
                                uploaded_bytes, messages, recipients, finished_at, day)
              VALUES (?, 0, ?, ?, ?, 'succeeded', ?, 0, 0, 0, 0, now(), now()::date)
              """)
          .params(topic, ++results, user, id, Results.data(result))
          .update();
      sql.sql("UPDATE lane_position SET result_seq = ? WHERE topic = ?")
          .params(results, topic)
          .update();
    }
  }

  private static double inSeconds(JsonNode waiting) {
    Instant estimate = Instant.parse(waiting.path("estimate").stringValue());
    return Duration.between(Instant.now(), estimate).toMillis() / 1000.0;
  }
}
