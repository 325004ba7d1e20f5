package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.audit.read.AuditTrail;
import dev.errand.runtime.postgres.DeadLetters;
import dev.errand.runtime.postgres.WaitingCommands;
import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Each statement of the API, sent for one user or an operator, finds nothing for anybody else. */
class StatementsTest extends OperatorApiTest {

  private static final String TIDYING =
      "delete from (consent_flow|stored_file) .*|select .* from connection .*announced<>.*"
          + "|select count.* from stored_file .*";

  /** What the export asks beside. */
  private static final String TAKEN_ALONG =
      "select day, .* from model_usage .*|select [*], command_id .* from stored_file .*";

  @Test
  void eachSeesTheRowsOfItsUserOnly() throws Exception {
    FakeConnections.RECORDED.mark();
    acceptances();
    lanes();
    operators();

    assertThat(
            FakeConnections.RECORDED.missing(
                laneWaits(), DeadLetters.class, AuditTrail.class, WaitingCommands.class))
        .as("asked for only while a topic grows")
        .isSubsetOf("LaneWaits.ELSEWHERE");
    assertThat(FakeConnections.RECORDED.unproven())
        .as("found nothing for anybody; these find something in runtime")
        .allMatch(statement -> statement.matches(TIDYING + "|" + TAKEN_ALONG));
    FakeConnections.RECORDED.assertShutOff(source(DATABASE.as("errand_api")));
  }

  private void acceptances() {
    String body = "{\"operation\":\"folder.list\",\"data\":{}}";
    for (int time = 0; time < 2; time++) {
      assertThat(submit(user.value(), "accepted", body).statusCode()).isEqualTo(202);
    }
    assertThat(state(user.value(), "accepted").statusCode()).isEqualTo(200);
  }

  private void lanes() {
    arrives(command("later").later(Instant.now().plus(Duration.ofHours(1)), null));
    assertThat(state(user.value(), "later").body()).contains("postponed");
    arrives(command("first"));
    arrives(command("second"));
    assertThat(state(user.value(), "second").body()).contains("earlier_command");
  }

  private void operators() {
    Command failed = fails("failed");
    assertThat(state(user.value(), "failed").body()).contains("done");
    assertThat(send(as(user.value(), "/v1/account/export")).body()).contains("waiting");
    long number = number(failed);
    rejected(command("failed.replay-1"), ProblemCode.QUOTA_EXCEEDED);
    arrives(command("third"));
    assertThat(state(user.value(), "third").statusCode()).isEqualTo(200);
    assertThat(get(LETTERS + "/" + number).statusCode()).isEqualTo(200);
    assertThat(post(LETTERS + "/" + number + "/replay").statusCode()).isEqualTo(202);
    assertThat(send(as(user.value(), "/v1/audit")).body()).contains("letter_replayed");
  }

  private static Class<?> laneWaits() throws ClassNotFoundException {
    return Class.forName("dev.errand.apiingest.command.LaneWaits");
  }
}
