package dev.errand.apiingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What one waits for, and behind how many. */
class WaitingTest extends LaneApiTest {

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

  @Test
  void whoWaitsBehindAHeadThatWaitsForItsPersonIsToldThat() {
    pending("a", INTERACTIVE);
    pending("b", INTERACTIVE);
    pending("c", BULK);
    park(INTERACTIVE, "RECONNECT", 3_600);
    assertThat(waits("a", "reconnect").has("until")).isTrue();
    JsonNode behind = waits("b", "reconnect");
    assertThat(behind.path("position").asInt()).isEqualTo(2);
    assertThat(behind.has("until")).isFalse();
    assertThat(behind.has("estimate")).isFalse();
    assertRuns("c");
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
}
