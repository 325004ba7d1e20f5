package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.runtime.postgres.DeadLetters;
import dev.errand.schemas.Command;
import org.junit.jupiter.api.Test;

/** Each statement of the API, sent for one user or an operator, finds nothing for anybody else. */
class StatementsTest extends OperatorApiTest {

  @Test
  void eachSeesTheRowsOfItsUserOnly() throws Exception {
    acceptances();
    lanes();
    operators();

    assertThat(FakeConnections.RECORDED.missing(laneWaits(), DeadLetters.class))
        .as("asked for only while a topic grows")
        .isSubsetOf("LaneWaits.ELSEWHERE");
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
    arrives(command("first"));
    arrives(command("second"));
    assertThat(state(user.value(), "second").body()).contains("earlier_command");
  }

  private void operators() {
    Command failed = fails("failed");
    assertThat(state(user.value(), "failed").body()).contains("done");
    long number = number(failed);
    assertThat(get(LETTERS + "/" + number).statusCode()).isEqualTo(200);
    assertThat(post(LETTERS + "/" + number + "/replay").statusCode()).isEqualTo(202);
  }

  private static Class<?> laneWaits() throws ClassNotFoundException {
    return Class.forName("dev.errand.apiingest.command.LaneWaits");
  }
}
