package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND_DRAFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A draft is sent once, whatever goes wrong, and nothing else is. */
class SendDraftTest {

  private static final String DRAFT =
      """
      {"subject": "Tomorrow", "body": {"contentType": "text", "content": "See you."},
       "toRecipients": [{"emailAddress": {"address": "ben@sandbox.example"}}]}
      """;

  private final Post post = new Post();

  /** A draft that the person wrote: there is no mark on it. */
  private static String draft(Post post, String json) {
    return post.post("ann", "/me/messages", json).path("id").asString();
  }

  private static String data(String message) {
    return "{\"message\": \"" + message + "\"}";
  }

  private Result send(String message) {
    return post.run(MAIL_SEND_DRAFT, data(message));
  }

  private static void assertOneMail(Post post, Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.accepted()).isEqualTo(1);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
    assertThat(post.mailsAtLastIn("ann", "sentitems")).hasSize(1);
    assertThat(post.mailsAtLastIn("ann", "drafts")).isEmpty();
  }

  @Test
  void aDraftOfThePersonsIsSent() {
    Result result = send(draft(post, DRAFT));
    assertOneMail(post, result);
    assertThat(Objects.requireNonNull(result.output()).path("internetMessageId").asString())
        .isEqualTo(
            post.mailsIn("ann", "sentitems").getFirst().path("internetMessageId").asString());
  }

  @Test
  void aDraftOfOursIsSent() {
    OperationHarness harness = post.harness();
    Result drafted =
        harness.run(
            Post.command(
                "ann",
                "c-1",
                MAIL_DRAFT,
                "{\"to\": [{\"address\": \"ben@sandbox.example\"}], \"subject\": \"s\","
                    + " \"body\": \"b\"}"));
    String id = Objects.requireNonNull(drafted.output()).path("message").asString();
    assertOneMail(post, harness.run(Post.command("ann", "c-2", MAIL_SEND_DRAFT, data(id))));
  }

  @Test
  void twoCommandsForOneDraftSendItOnceThoughOutlookStillShowsItAsADraft() {
    post.settings("{\"sendDelayMillis\": 250000, \"transit\": \"DRAFTS\"}");
    String draft = draft(post, DRAFT);
    OperationHarness harness = post.harness();
    Result first = harness.run(Post.command("ann", "c-1", MAIL_SEND_DRAFT, data(draft)));
    Result second = harness.run(Post.command("ann", "c-2", MAIL_SEND_DRAFT, data(draft)));
    OneDraftTwoCommandsTest.assertBeingSent(second);
    assertOneMail(post, first);
  }

  @Test
  void whatOneCommandCouldNotSendAnotherOneSendsWhenThatIsClear() {
    String draft = draft(post, DRAFT);
    OperationHarness harness = post.harness();
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(403, "{\"error\": {\"code\": \"ErrorSendAsDenied\"}}")),
        Post.SEND);
    Result refused = harness.run(Post.command("ann", "c-1", MAIL_SEND_DRAFT, data(draft)));
    assertThat(refused.status()).isEqualTo(Status.FAILED);
    Result soon = harness.run(Post.command("ann", "c-2", MAIL_SEND_DRAFT, data(draft)));
    OneDraftTwoCommandsTest.assertBeingSent(soon);
    post.taking(() -> Duration.ofMinutes(6).toNanos());
    assertOneMail(post, harness.run(Post.command("ann", "c-3", MAIL_SEND_DRAFT, data(draft))));
  }

  private static Stream<Arguments> faults() {
    return PassingFaults.anywhere().stream()
        .flatMap(
            fault ->
                Stream.of(
                    Arguments.of(fault, "GET", Post.MESSAGE),
                    Arguments.of(fault, "PATCH", Post.MESSAGE),
                    Arguments.of(fault, "POST", Post.SEND)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPassingFaultCostsTimeAndNothingElse(String fault, String method, String route) {
    String draft = draft(post, DRAFT);
    post.strike(post.preset(fault), method, route);
    assertOneMail(post, send(draft));
  }

  /** Another request says that it is being sent. */
  @ParameterizedTest
  @CsvSource({"504_after_accept, 2", "504_before, 3"})
  void whatWasMarkedIsNotMarkedAgain(String fault, int requests) {
    String draft = draft(post, DRAFT);
    post.strike(post.preset(fault), "PATCH", Post.MESSAGE);
    assertOneMail(post, send(draft));
    assertThat(post.calls().stream().filter(call -> call.method().equals("PATCH")))
        .hasSize(requests);
  }

  /** Without its mark nobody could tell what became of it. */
  @Test
  void aDraftThatMayNotHaveBeenMarkedIsMarkedBeforeItIsSent() {
    String draft = draft(post, DRAFT);
    post.strike(post.preset("504_before"), "PATCH", Post.MESSAGE);
    post.strike(post.preset("504_after_accept"), Post.SEND);
    assertOneMail(post, send(draft));
  }

  @Test
  void aCrashAtAnyPointIsNoDoubtWhereTheMarkWasLost() {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      String draft = draft(fresh, DRAFT);
      fresh.strike(fresh.preset("504_before"), "PATCH", Post.MESSAGE);
      OperationHarness harness = fresh.harness().crashAt(point);
      assertOneMail(fresh, harness.run(Post.command("ann", "c-1", MAIL_SEND_DRAFT, data(draft))));
      if (!harness.crashed()) {
        return;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"504_after_accept", "504_before"})
  void aCrashAtAnyPointLeavesOneMail(String fault) {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      String draft = draft(fresh, DRAFT);
      fresh.strike(fresh.preset(fault), Post.SEND);
      OperationHarness harness = fresh.harness().crashAt(point);
      assertOneMail(fresh, harness.run(Post.command("ann", "c-1", MAIL_SEND_DRAFT, data(draft))));
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(5);
        return;
      }
    }
  }

  @Test
  void whatWasSentOrReceivedIsNotSentAgain() {
    String received = new Received(post, "ann").id();
    Result result = send(received);
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(post.calls().stream().filter(call -> call.method().equals("PATCH"))).isEmpty();
    assertThat(post.accepted()).isZero();
  }

  @Test
  void aDraftForNobodyIsNotSent() {
    Result result = send(draft(post, "{\"subject\": \"s\"}"));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.accepted()).isZero();
  }

  @Test
  void anothersDraftIsNotFoundAsOneThatIsNowhere() {
    new Received(post, "ann").assertHiddenFrom(this::send);
  }
}
