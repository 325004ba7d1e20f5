package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Answers.LUNCH;
import static dev.errand.mailworker.operations.Answers.assertOneReply;
import static dev.errand.mailworker.operations.Answers.assertWhole;
import static dev.errand.mailworker.operations.Answers.filesOf;
import static dev.errand.mailworker.operations.Answers.forward;
import static dev.errand.mailworker.operations.Answers.onlyMail;
import static dev.errand.mailworker.operations.Answers.reply;
import static dev.errand.schemas.mail.MailOperations.MAIL_FORWARD;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever goes wrong: one answer, with what was written once above what it answers. */
class ReplyMailTest {

  private final Post post = new Post();

  private Received lunch() {
    return new Received(post, "ann", LUNCH);
  }

  private static Stream<Arguments> faults() {
    return PassingFaults.anywhere().stream()
        .flatMap(
            fault ->
                Stream.of(
                    Arguments.of(fault, "POST", Post.CREATE_REPLY),
                    Arguments.of(fault, "GET", Post.MESSAGE),
                    Arguments.of(fault, "PATCH", Post.MESSAGE),
                    Arguments.of(fault, "POST", Post.ATTACH),
                    Arguments.of(fault, "POST", Post.SEND)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPassingFaultCostsTimeAndNothingElse(String fault, String method, String route) {
    String lunch = lunch().id();
    post.strike(post.preset(fault), method, route);
    assertOneReply(post, post.run(MAIL_REPLY, reply(lunch)));
    assertThat(post.mailsIn("ann", "drafts")).isEmpty();
  }

  /** It is not documented whether the mark travels with what makes the draft. */
  @ParameterizedTest
  @MethodSource("faults")
  void itIsOneMailAlsoWhereTheDraftIsMadeWithoutItsMark(String fault, String method, String route) {
    post.settings("{\"replyProperties\": false}");
    String lunch = lunch().id();
    post.strike(post.preset(fault), method, route);
    assertOneReply(post, post.run(MAIL_REPLY, reply(lunch)));
    assertThat(post.mailsIn("ann", "drafts"))
        .allSatisfy(twin -> assertThat(twin.toString()).doesNotContain("noon"))
        .hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"createForward", "createReplyAll"})
  void theOtherTwoAreOneMailAsWell(String made) {
    for (String fault : List.of("504_after_accept", "504_before")) {
      Post fresh = new Post();
      String lunch = new Received(fresh, "ann", LUNCH).id();
      fresh.strike(fresh.preset(fault), "/graph/v1.0/me/messages/{id}/" + made);
      fresh.strike(fresh.preset(fault), "PATCH", Post.MESSAGE);
      fresh.strike(fresh.preset(fault), Post.SEND);
      Result result =
          made.equals("createForward")
              ? fresh.run(MAIL_FORWARD, forward(lunch))
              : fresh.run(MAIL_REPLY_ALL, reply(lunch));
      assertWhole(onlyMail(fresh, result));
    }
  }

  private static Stream<Arguments> crashes() {
    return Stream.of(true, false)
        .flatMap(
            marked ->
                Stream.of(
                    Arguments.of(marked, "none", ""),
                    Arguments.of(marked, "504_after_accept", Post.CREATE_REPLY),
                    Arguments.of(marked, "504_before", Post.CREATE_REPLY),
                    Arguments.of(marked, "504_after_accept", Post.MESSAGE),
                    Arguments.of(marked, "504_before", Post.MESSAGE),
                    Arguments.of(marked, "504_after_accept", Post.SEND),
                    Arguments.of(marked, "504_before", Post.SEND)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void aCrashAtAnyPointLeavesOneMail(boolean marked, String fault, String route) {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      fresh.settings("{\"replyProperties\": " + marked + "}");
      String lunch = new Received(fresh, "ann", LUNCH).id();
      if (!fault.equals("none")) {
        fresh.strike(fresh.preset(fault), route.equals(Post.MESSAGE) ? "PATCH" : "POST", route);
      }
      OperationHarness harness = fresh.harness().crashAt(point);
      Result result = harness.run(Post.command("ann", "c-1", MAIL_REPLY, reply(lunch)));
      assertOneReply(fresh, result);
      assertThat(fresh.mailsIn("ann", "drafts")).hasSizeLessThanOrEqualTo(marked ? 0 : 2);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(10);
        return;
      }
    }
  }

  /** Our patience with the change is over, and then it is made after all. */
  @Test
  void aChangeThatComesLateIsNotMadeTwice() {
    String lunch = lunch().id();
    post.strike(post.preset("504_before"), "PATCH", Post.MESSAGE);
    post.beforeRun(
        3,
        () -> {
          JsonNode draft = post.mailsIn("ann", "drafts").getFirst();
          ExtendedProperty mark = Mark.of(Post.command("ann", "c-1", MAIL_REPLY, reply(lunch)));
          var _ =
              post.patch(
                  "ann",
                  "/me/messages/" + Post.encoded(draft.path("id").asString()),
                  """
                  {"body": {"contentType": "html", "content": "<div>At &lt;noon&gt;.<br>Ann</div>%s"},
                   "singleValueExtendedProperties": [{"id": "%s", "value": "%s"}]}
                  """
                      .formatted(
                          draft
                              .path("body")
                              .path("content")
                              .asString()
                              .replace("\"", "\\\"")
                              .replace("\r\n", ""),
                          mark.id(),
                          mark.value()));
        });
    assertOneReply(post, post.run(MAIL_REPLY, reply(lunch)));
    // the one in doubt, the late one, and that it is being sent
    assertThat(post.calls().stream().filter(call -> call.method().equals("PATCH"))).hasSize(3);
  }

  @Test
  void aTwinOfTheDraftIsPutAway() {
    String lunch = lunch().id();
    ExtendedProperty mark = Mark.ofUnfinished(Post.command("ann", "c-1", MAIL_REPLY, reply(lunch)));
    post.strike(post.preset("504_after_accept"), Post.CREATE_REPLY);
    post.beforeRun(
        2,
        () -> {
          post.pass(Duration.ofSeconds(1));
          var _ =
              post.post(
                  "ann",
                  "/me/messages/" + Post.encoded(lunch) + "/createReply",
                  """
                  {"message": {"singleValueExtendedProperties": [{"id": "%s", "value": "%s"}]}}
                  """
                      .formatted(mark.id(), mark.value()));
        });
    assertOneReply(post, post.run(MAIL_REPLY, reply(lunch)));
    assertThat(post.mailsIn("ann", "drafts")).isEmpty();
    assertThat(post.mailsIn("ann", "deleteditems")).hasSize(1);
  }

  /** What came with the mail must not be taken for ours. */
  @ParameterizedTest
  @ValueSource(strings = {"504_before", "504_after_accept"})
  void aFileOfTheMailsNameIsAttachedAllTheSame(String fault) {
    String lunch = lunch().id();
    post.strike(post.preset(fault), Post.ATTACH);
    JsonNode mail = onlyMail(post, post.run(MAIL_FORWARD, forward(lunch)));
    assertThat(filesOf(post, mail)).containsExactly("menu.txt=c291cA==", "menu (2).txt=Y2FrZQ==");
  }

  @Test
  void aDraftThatIsGoneBeforeItIsFinishedIsNotSent() {
    String lunch = lunch().id();
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(404, "{\"error\": {\"code\": \"ErrorItemNotFound\"}}")),
        "GET",
        Post.MESSAGE);
    Result result = post.run(MAIL_REPLY, reply(lunch));
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(post.accepted()).isZero();
  }

  /** The provider does not let us look, so the command ends; later it does, and it is replayed. */
  @ParameterizedTest
  @CsvSource({
    "504_after_accept, " + Post.CREATE_REPLY,
    "504_before, " + Post.CREATE_REPLY,
    "504_after_accept, " + Post.SEND,
    "504_before, " + Post.SEND
  })
  void aReplayLooksForWhatTheFirstMayHaveDone(String fault, String route) {
    Command first = Post.command("ann", "c-1", MAIL_REPLY, reply(lunch().id()));
    post.strike(post.preset(fault), route);
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(403, "{\"error\": {\"code\": \"ErrorAccessDenied\"}}")),
        "GET",
        Post.CREATE);
    OperationHarness harness = post.harness();
    assertThat(harness.run(first).status())
        .isEqualTo(route.equals(Post.SEND) ? Status.UNKNOWN : Status.FAILED);
    post.show();
    assertOneReply(post, harness.run(Post.replay(first, 1)));
  }
}
