package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.JsonNode;

/** A user's orders, in rows written as the engine does. */
abstract class LaneApiTest extends ApiTest {

  static final int INTERACTIVE = 0;
  static final int BULK = 1;

  final String user = newUser();
  final String topic = "topic-" + UUID.randomUUID();
  private int offset;

  @BeforeEach
  void position() {
    sql.sql("INSERT INTO lane_position (topic, part) VALUES (?, 0)").param(topic).update();
  }

  final void pending(String id, int priority) {
    pending(user, 0, id, priority);
  }

  final void pending(String whose, int part, String id, int priority) {
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
  final void inDoubt() {
    sql.sql(
            """
            INSERT INTO attempt (topic, part, off, step, epoch, started_at, deadline, attempts,
                                 decisive, intent, spent)
            VALUES (?, 0, ?, 'send', 1, now(), now(), 1, true, '{}', '{}')
            """)
        .params(topic, offset - 1)
        .update();
  }

  final void park(int priority, String cause, int seconds) {
    sql.sql(
            """
            INSERT INTO park (topic, part, user_id, priority, not_before, cause, since, failures)
            VALUES (?, 0, ?, ?, now() + ? * interval '1 second', ?, now(), 1)
            """)
        .params(topic, user, priority, seconds, cause)
        .update();
  }

  final void gate(String name, int seconds) {
    sql.sql(
            """
            INSERT INTO gate (topic, part, gate, not_before, cause)
            VALUES (?, 0, ?, now() + ? * interval '1 second', 'PROVIDER_OUTAGE')
            """)
        .params(topic, name, seconds)
        .update();
  }

  final void assertRuns(String id) {
    assertThat(json(state(user, id)).path("state").stringValue()).isEqualTo("running");
  }

  final JsonNode waits(String id, String cause) {
    HttpResponse<String> response = state(user, id);
    JsonNode waiting = json(response).path("waiting");
    assertThat(waiting.path("cause").asString()).as(response.body()).isEqualTo(cause);
    return waiting;
  }
}
