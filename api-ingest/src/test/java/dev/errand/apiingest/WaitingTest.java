package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import dev.errand.schemas.Status;
import dev.errand.schemas.Timing;
import dev.errand.schemas.UserId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What one waits for, for how long, and behind how many. Rows are written as the engine does. */
class WaitingTest extends ApiTest {

  private static final int INTERACTIVE = 0;
  private static final int BULK = 1;

  private final String user = newUser();
  private final String topic = "topic-" + UUID.randomUUID();
  private int offset;

  @BeforeEach
  void position() {
    sql.sql("INSERT INTO lane_position (topic, part) VALUES (?, 0)").param(topic).update();
  }

  @Test
  void oneBehindOthersIsToldItsPlace() {
    pending("a", INTERACTIVE);
    pending("b", INTERACTIVE);
    pending("c", INTERACTIVE);
    pending("d", BULK);
    pending("e", BULK);
    assertRuns("a");
    assertThat(waits("b", "earlier_command").path("position").asInt()).isEqualTo(2);
    assertThat(waits("c", "earlier_command").path("position").asInt()).isEqualTo(3);
    assertThat(waits("d", "interactive_first").path("position").asInt()).isEqualTo(4);
    assertThat(waits("e", "earlier_command").path("position").asInt()).isEqualTo(5);
  }

  @Test
  void bulkRunsWhileTheInteractiveOrderIsParked() {
    pending("i", INTERACTIVE);
    pending("b1", BULK);
    pending("b2", BULK);
    park(INTERACTIVE, "RATE_LIMITED", 60);
    assertThat(waits("i", "rate_limited").path("position").asInt()).isEqualTo(1);
    assertRuns("b1");
    assertThat(waits("b2", "earlier_command").path("position").asInt()).isEqualTo(2);
  }

  @Test
  void nothingRunsBesideAHeadInDoubt() {
    pending("i", INTERACTIVE);
    inDoubt();
    pending("b", BULK);
    park(INTERACTIVE, "DOUBT", 60);
    waits("i", "doubt");
    assertThat(waits("b", "interactive_first").path("position").asInt()).isEqualTo(2);
  }

  @Test
  void interactiveWaitsForABulkHeadInDoubt() {
    pending("b", BULK);
    inDoubt();
    pending("i", INTERACTIVE);
    park(BULK, "DOUBT", 60);
    waits("b", "doubt");
    assertThat(waits("i", "earlier_command").path("position").asInt()).isEqualTo(2);
  }

  @Test
  void aGateHoldsBothOrdersUntilItOpens() {
    pending("i", INTERACTIVE);
    pending("b", BULK);
    gate("", 60);
    assertThat(waits("i", "provider_outage").has("until")).isTrue();
    waits("b", "provider_outage");
  }

  @Test
  void theGateOfAWorkspaceHoldsThoseWhoWorkThere() {
    connection("notion", "theirs", "active");
    pending("a", INTERACTIVE);
    gate("another", 60);
    assertRuns("a");
    gate("theirs", 60);
    waits("a", "provider_outage");
    park(INTERACTIVE, "RATE_LIMITED", 90);
    waits("a", "rate_limited");
  }

  @Test
  void theGateOfAWorkspaceThatTheUserLeftOrHasElsewhereHoldsNobody() {
    connection("notion", "former", "disconnected");
    connection("microsoft", "other", "active");
    pending("a", INTERACTIVE);
    gate("former", 60);
    gate("other", 60);
    assertRuns("a");
  }

  private void connection(String provider, String workspace, String state) {
    sql.sql(
            """
            INSERT INTO connection (id, user_id, provider, account, workspace, scopes, facts, state,
                                    version, access_token, changed_at)
            VALUES (gen_random_uuid(), :user, :provider, :user || :workspace, :workspace, '{}', '{}',
                    :state, 1, case :state when 'active' then 'x'::bytea end, now())
            """)
        .param("user", user)
        .param("provider", provider)
        .param("workspace", workspace)
        .param("state", state)
        .update();
  }

  @Test
  void afterTheTopicGrewOneWaitsForWhatWasSentBeforeToAnotherPartition() {
    String mover =
        Stream.generate(ApiTest::newUser).filter(WaitingTest::moves).findFirst().orElseThrow();
    sql.sql("INSERT INTO partition_count (topic, count, since) VALUES (?, 1, now()), (?, 2, now())")
        .params(topic, topic)
        .update();
    pending(mover, 0, "old", BULK);
    pending(mover, 1, "new", INTERACTIVE);
    JsonNode waiting = json(state(mover, "new")).path("waiting");
    assertThat(waiting.path("cause").asString()).isEqualTo("earlier_command");
    assertThat(waiting.path("position").asInt()).isEqualTo(2);
    assertThat(json(state(mover, "old")).path("state").asString()).isEqualTo("running");
    sql.sql("DELETE FROM pending WHERE command_id = 'old' AND user_id = ?").param(mover).update();
    assertThat(json(state(mover, "new")).path("state").asString()).isEqualTo("running");
  }

  /** From partition 0 of 1 to partition 1 of 2. */
  private static boolean moves(String user) {
    return Utils.toPositive(Utils.murmur2(user.getBytes(UTF_8))) % 2 == 1;
  }

  private void gate(String name, int seconds) {
    sql.sql(
            """
            INSERT INTO gate (topic, part, gate, not_before, cause)
            VALUES (?, 0, ?, now() + ? * interval '1 second', 'PROVIDER_OUTAGE')
            """)
        .params(topic, name, seconds)
        .update();
  }

  @Test
  void whenAParkIsOverTheHeadRuns() {
    pending("i", INTERACTIVE);
    pending("b", BULK);
    park(INTERACTIVE, "RETRY", -1);
    assertRuns("i");
    waits("b", "interactive_first");
  }

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
  @ValueSource(strings = {"RECONNECT", "PROVIDER_OUTAGE", "RETRY", "TOKEN", "DOUBT"})
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

  @Test
  void farBackThePlaceIsNotCounted() {
    sql.sql(
            """
            INSERT INTO pending (topic, part, off, user_id, command_id, priority, payload,
                                 accepted_at)
            SELECT ?, 0, n, ?, 'c-' || n, 0, '{}', now() FROM generate_series(1, 10050) AS n
            """)
        .params(topic, user)
        .update();
    assertThat(waits("c-10000", "earlier_command").path("position").asInt()).isEqualTo(10_000);
    assertThat(waits("c-10050", "earlier_command").has("position")).isFalse();
  }

  private void pending(String id, int priority) {
    pending(user, 0, id, priority);
  }

  private void pending(String whose, int part, String id, int priority) {
    sql.sql(
            """
            INSERT INTO pending (topic, part, off, user_id, command_id, priority, payload,
                                 accepted_at)
            VALUES (?, ?, ?, ?, ?, ?, '{}', now())
            """)
        .params(topic, part, offset++, whose, id, priority)
        .update();
  }

  /** The last one. */
  private void inDoubt() {
    sql.sql(
            """
            INSERT INTO attempt (topic, part, off, step, epoch, started_at, deadline, attempts,
                                 decisive, intent, spent)
            VALUES (?, 0, ?, 'send', 1, now(), now(), 1, true, '{}', '{}')
            """)
        .params(topic, offset - 1)
        .update();
  }

  private void park(int priority, String cause, int seconds) {
    sql.sql(
            """
            INSERT INTO park (topic, part, user_id, priority, not_before, cause, since, failures)
            VALUES (?, 0, ?, ?, now() + ? * interval '1 second', ?, now(), 1)
            """)
        .params(topic, user, priority, seconds, cause)
        .update();
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
          .params(topic, ++offset, user, id, Results.data(result))
          .update();
      sql.sql("UPDATE lane_position SET result_seq = ? WHERE topic = ?")
          .params(offset, topic)
          .update();
    }
  }

  private static double inSeconds(JsonNode waiting) {
    Instant estimate = Instant.parse(waiting.path("estimate").stringValue());
    return Duration.between(Instant.now(), estimate).toMillis() / 1000.0;
  }

  private void assertRuns(String id) {
    assertThat(json(state(user, id)).path("state").stringValue()).isEqualTo("running");
  }

  private JsonNode waits(String id, String cause) {
    HttpResponse<String> response = state(user, id);
    JsonNode waiting = json(response).path("waiting");
    assertThat(waiting.path("cause").asString()).as(response.body()).isEqualTo(cause);
    return waiting;
  }
}
