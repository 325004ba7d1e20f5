package dev.errand.apiingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A dead letter is replayed, or many are; and none of them twice. */
class ReplayLettersTest extends OperatorApiTest {

  @Test
  void aReplayIsANewCommandThatNamesTheFirst() {
    Command failed = fails("c-1");
    try (Topic commands = new Topic(Topics.NOTE.commands())) {
      HttpResponse<String> response = post(LETTERS + "/" + number(failed) + "/replay");
      assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
      assertThat(json(response).path("command").asString()).isEqualTo("c-1.replay-1");
      assertThat(read(commands.next()))
          .isEqualTo(
              new Command(
                  user,
                  new CommandId("c-1.replay-1"),
                  APPEND,
                  failed.source(),
                  failed.priority(),
                  failed.deadline(),
                  failed.hold(),
                  null,
                  null,
                  failed.agent(),
                  null,
                  null,
                  failed.data(),
                  failed.id()));
    }
  }

  @Test
  void withoutItsDeadlineItHasAllTheTimeThereIs() {
    Command failed = fails("c-1");
    try (Topic commands = new Topic(Topics.NOTE.commands())) {
      post(LETTERS + "/" + number(failed) + "/replay?deadline=false");
      assertThat(read(commands.next()).deadline()).isNull();
    }
  }

  @Test
  void oneThatIsReplayedIsNotReplayedAgainUntilThatEndedBadlyToo() {
    Command failed = fails("c-1");
    long number = number(failed);
    Command replay = replay(failed, 1);
    long at = arrives(replay);
    HttpResponse<String> refused = post(LETTERS + "/" + number + "/replay");
    assertThat(refused.statusCode()).isEqualTo(409);
    assertThat(json(refused).path("code").stringValue()).isEqualTo("conflict");
    assertThat(listed("")).isEmpty();
    assertThat(listed("&replayed=true")).hasSize(1);

    ended(at, replay, Status.FAILED, ProblemCode.NOT_FOUND);
    assertThat(number(replay)).isEqualTo(number);
    assertThat(json(post(LETTERS + "/" + number + "/replay")).path("command").asString())
        .isEqualTo("c-1.replay-2");
  }

  @Test
  void aReplayThatWasRefusedDoesNotStandInTheWayOfTheNext() {
    Command failed = fails("c-1");
    rejected(replay(failed, 1), ProblemCode.QUOTA_EXCEEDED);
    assertThat(replayed(failed)).isEqualTo("c-1.replay-2");
    assertThat(replayed(failed)).as("the same until a worker has it").isEqualTo("c-1.replay-2");

    arrives(replay(failed, 2));
    long copy = arrives(replay(failed, 2));
    assertThat(listed("")).isEmpty();
    assertThat(
            sql.sql("SELECT count(*) FROM pending WHERE user_id = ?")
                .param(user.value())
                .query(Long.class)
                .single())
        .as("two operators at once cause one replay, %s is a copy", copy)
        .isEqualTo(1);
  }

  @Test
  void aReplayThatEndsBadlyUnderALaterNameLeavesTheLetterOpen() {
    Command failed = fails("c-1");
    rejected(replay(failed, 1), ProblemCode.QUOTA_EXCEEDED);
    ends(replay(failed, 2), Status.FAILED, ProblemCode.NOT_FOUND);
    assertThat(replayed(replay(failed, 2))).isEqualTo("c-1.replay-3");
  }

  @Test
  void somebodyWhoTookTheNameOfAReplayDoesNotStandInItsWay() {
    Command failed = fails("c-1");
    arrives(command("c-1.replay-1"));
    ends(command("c-1.replay-2"), Status.SUCCEEDED, null);
    assertThat(replayed(failed)).isEqualTo("c-1.replay-3");
  }

  private String replayed(Command failed) {
    HttpResponse<String> response = post(LETTERS + "/" + number(failed) + "/replay");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return json(response).path("command").asString();
  }

  private static Command replay(Command of, int number) {
    return new Command(
        of.user(),
        of.id().replay(number),
        of.operation(),
        of.source(),
        of.priority(),
        of.deadline(),
        of.hold(),
        null,
        null,
        of.agent(),
        null,
        null,
        of.data(),
        of.id());
  }

  @Test
  void allOfAUserAreReplayedInTheirOrder() {
    fails("c-1");
    ends(command("c-2"), Status.UNKNOWN, ProblemCode.OUTCOME_UNKNOWN);
    fails("c-3");
    JsonNode first = json(post(LETTERS + "/replay?limit=2&user=" + user));
    assertThat(first.path("more").asBoolean()).isTrue();
    JsonNode second =
        json(post(LETTERS + "/replay?limit=2&user=" + user + "&after=" + first.path("after")));
    assertThat(second.path("more").asBoolean()).isFalse();
    assertThat(
            List.of(first, second).stream()
                .flatMap(each -> each.path("replayed").valueStream())
                .map(each -> each.path("command").asString()))
        .containsExactly("c-1.replay-1", "c-2.replay-1", "c-3.replay-1");
  }

  @Test
  void allOfACauseInATimeAreReplayedAndNeverAllThereIs() {
    ends(command("c-1"), Status.FAILED, ProblemCode.MAILBOX_FULL);
    String code = LETTERS + "/replay?code=mailbox_full";
    assertThat(post(code).statusCode()).isEqualTo(400);
    assertThat(post(LETTERS + "/replay").statusCode()).isEqualTo(400);
    String now = "&from=2020-01-01T00:00:00Z&to=2099-01-01T00:00:00Z";
    assertThat(json(post(code + now)).path("replayed").size()).isEqualTo(1);
    String past = "&from=2020-01-01T00:00:00Z&to=2021-01-01T00:00:00Z";
    assertThat(json(post(code + past)).path("replayed").size()).isZero();
  }
}
