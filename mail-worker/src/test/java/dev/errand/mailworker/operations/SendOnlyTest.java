package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.SEND_MAIL;
import static dev.errand.schemas.mail.MailOperations.MAILBOX_CHECK;
import static dev.errand.schemas.mail.MailOperations.MAIL_CANCEL;
import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Who has granted sending and not reading: at most one mail, and all else is said to be missing.
 */
class SendOnlyTest {

  private static final String MAIL =
      """
      {"to": [{"address": "ben@sandbox.example", "name": "Ben"}],
       "subject": "Lunch?", "body": "At noon.\\nAnn",
       "attachments": [{"name": "menu.txt", "contentType": "text/plain", "content": "c291cA=="}]}
      """;

  private static final String[] SENDING = {"User.Read", "Mail.Send"};
  private static final String[] ALL = {"User.Read", "Mail.Send", "Mail.ReadWrite"};

  private final Post post = new Post().granting(SENDING);

  private static Command send() {
    return Post.command("ann", "c-1", MAIL_SEND, MAIL);
  }

  private long asked() {
    return post.calls().stream().filter(call -> call.route().startsWith("/graph/")).count();
  }

  @Test
  void aMailIsSentInOneCallAndTheResultSaysSo() {
    Result result = post.run(MAIL_SEND, MAIL);

    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(Objects.requireNonNull(result.output()).toString())
        .isEqualTo("{\"mode\":\"send-only\"}");
    assertThat(asked()).isEqualTo(1);
    JsonNode mail = post.mailsAtLastIn("ben", "inbox").getFirst();
    assertThat(mail.path("subject").asString()).isEqualTo("Lunch?");
    assertThat(mail.path("hasAttachments").asBoolean()).isTrue();
    assertThat(post.mailsIn("ann", "sentitems")).hasSize(1);
  }

  private static Stream<Arguments> doubts() {
    return Stream.of(
        Arguments.of("504_after_accept", 1),
        Arguments.of("reset_after_accept", 1),
        Arguments.of("500_after_accept", 1),
        Arguments.of("503_after_accept", 1),
        Arguments.of("429_after_accept", 1),
        Arguments.of("408_after_accept", 1),
        Arguments.of("504_before", 0),
        Arguments.of("reset_before", 0),
        Arguments.of("503_server_busy", 0),
        Arguments.of("429", 0),
        Arguments.of("404_mailbox_not_enabled", 0));
  }

  @ParameterizedTest
  @MethodSource("doubts")
  void whatIsInDoubtIsNotRepeatedAndSaysWhatWouldHelp(String fault, int sent) {
    post.strike(post.preset(fault), SEND_MAIL);
    Result result = post.run(MAIL_SEND, MAIL);

    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.OUTCOME_UNKNOWN);
    assertThat(Received.problem(result).detail()).contains("may send mail and not read it");
    assertThat(asked()).isEqualTo(1);
    assertThat(post.accepted()).isEqualTo(sent);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204})
  void anAnswerThatSaysTooLittleIsInDoubt(int status) {
    post.strike(Fault.answer(Point.AFTER, Reply.empty(status)), SEND_MAIL);
    assertThat(post.run(MAIL_SEND, MAIL).status()).isEqualTo(Status.UNKNOWN);
    assertThat(asked()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"202_retry_after", "401_claims_challenge"})
  void whatIsNotInDoubtEndsWithTheMail(String fault) {
    post.strike(post.preset(fault), SEND_MAIL);
    assertThat(post.run(MAIL_SEND, MAIL).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.accepted()).isEqualTo(1);
  }

  @Test
  void aCrashAtAnyPointLeavesAtMostOneMail() {
    for (int point = 1; ; point++) {
      Post fresh = new Post().granting(SENDING);
      OperationHarness harness = fresh.harness().crashAt(point);
      Result result = harness.run(send());
      assertThat(fresh.accepted()).isLessThanOrEqualTo(1);
      assertThat(result.status())
          .as("crash at %s", point)
          .isEqualTo(harness.crashed() ? Status.UNKNOWN : Status.SUCCEEDED);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(1);
        return;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"504_after_accept", "504_before"})
  void aReplayDoesNotRepeatItAndLooksForItOnceReadingIsGranted(String fault) {
    OperationHarness harness = post.harness();
    post.strike(post.preset(fault), SEND_MAIL);
    assertThat(harness.run(send()).status()).isEqualTo(Status.UNKNOWN);
    assertThat(harness.run(Post.replay(send(), 1)).status()).isEqualTo(Status.UNKNOWN);
    assertThat(asked()).isEqualTo(1);

    post.granting(ALL);
    Result looked = harness.run(Post.replay(send(), 2));
    boolean sent = fault.equals("504_after_accept");
    assertThat(looked.status()).isEqualTo(sent ? Status.SUCCEEDED : Status.UNKNOWN);
    assertThat(post.accepted()).isEqualTo(sent ? 1 : 0);
  }

  /** Its draft is there: going on in one call would be a second mail. */
  @Test
  void aMailThatWasBegunInStepsIsNotSentInOneCall() {
    post.granting(ALL);
    post.strike(post.preset("504_after_accept"), Post.SEND);
    post.beforeRun(2, () -> post.granting(SENDING));
    Result result = post.run(MAIL_SEND, MAIL);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(post.accepted()).isEqualTo(1);
  }

  private static final Map<OperationName, String> DATA =
      Map.of(
          MAIL_DRAFT, "{\"subject\": \"s\", \"body\": \"b\"}",
          MAIL_REPLY, "{\"message\": \"m\", \"body\": \"b\"}");

  private static Stream<OperationName> others() {
    return Post.operations().stream()
        .filter(name -> !Set.of(MAIL_SEND, MAIL_CANCEL, MAILBOX_CHECK).contains(name));
  }

  @ParameterizedTest
  @MethodSource("others")
  void allElseIsMissingAPermissionBeforeOutlookIsAsked(OperationName operation) {
    Result result = post.run(operation, DATA.getOrDefault(operation, "{}"));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.MISSING_PERMISSION);
    assertThat(Received.problem(result).action()).contains("Connect Outlook anew");
    assertThat(Received.problem(result).detail()).contains("not allowed to read your mail");
    assertThat(asked()).isZero();
  }

  @Test
  void readingAloneDoesNotSend() {
    post.granting("Mail.ReadWrite");
    Result result = post.run(MAIL_SEND, MAIL);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.MISSING_PERMISSION);
    assertThat(Received.problem(result).detail()).endsWith("not allowed to send mail.");
    assertThat(asked()).isZero();
  }

  @Test
  void whatCannotBeSentIsRefusedBeforeAnyCall() {
    String injected = MAIL.replace("ben@sandbox.example", "ben@sandbox.example\\r\\nBcc: e@e.ee");
    Result result = post.run(MAIL_SEND, injected);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(asked()).isZero();
  }

  @Test
  void whoeverGrantedAllSendsInSteps() {
    Result result = post.granting(ALL).run(MAIL_SEND, MAIL);
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(Objects.requireNonNull(result.output()).has("mode")).isFalse();
    assertThat(post.calls().stream().map(call -> call.route())).doesNotContain(SEND_MAIL);
    assertThat(Set.copyOf(post.mailsAtLastIn("ben", "inbox"))).hasSize(1);
  }
}
