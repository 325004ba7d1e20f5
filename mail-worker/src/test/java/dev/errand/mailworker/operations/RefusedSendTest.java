package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_FORWARD;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY_ALL;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND_DRAFT;
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
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A first send is in doubt, and a second one is refused: whatever Outlook says then, and whichever
 * way the mail came to be, nobody is told that it was not sent while it may have been.
 */
class RefusedSendTest {

  private static final String LUNCH =
      """
      {"subject": "Lunch", "body": {"contentType": "text", "content": "Shall we?"},
       "from": {"emailAddress": {"address": "ben@sandbox.example"}},
       "toRecipients": [{"emailAddress": {"address": "ann@sandbox.example"}}]}
      """;

  static final List<OperationName> WAYS =
      List.of(MAIL_SEND, MAIL_SEND_DRAFT, MAIL_REPLY, MAIL_REPLY_ALL, MAIL_FORWARD);

  private final Post post = new Post();

  static Command mail(Post post, OperationName way) {
    String to = "\"to\": [{\"address\": \"ben@sandbox.example\"}], \"body\": \"At noon.\"";
    String answered = "{\"message\": \"" + new Received(post, "ann", LUNCH).id() + "\", ";
    String data =
        switch (way.value()) {
          case "mail.send" -> "{\"subject\": \"Lunch\", " + to + "}";
          case "mail.send-draft" -> "{\"message\": \"" + draft(post) + "\"}";
          case "mail.forward" -> answered + to + "}";
          default -> answered + "\"body\": \"At noon.\"}";
        };
    return Post.command("ann", "c-1", way, data);
  }

  private static String draft(Post post) {
    return post.post(
            "ann",
            "/me/messages",
            """
            {"subject": "Lunch",
             "toRecipients": [{"emailAddress": {"address": "ben@sandbox.example"}}]}
            """)
        .path("id")
        .asString();
  }

  private static Reply refusal(int status, String code) {
    return Post.json(status, "{\"error\": {\"code\": \"" + code + "\"}}");
  }

  private static Stream<Arguments> refusals() {
    return WAYS.stream()
        .flatMap(
            way ->
                Stream.of(
                    Arguments.of(way, 403, "ErrorAccessDenied", ProblemCode.MISSING_PERMISSION),
                    Arguments.of(way, 400, "ErrorInvalidReferenceItem", ProblemCode.CONFLICT),
                    Arguments.of(way, 400, "ErrorInvalidRequest", ProblemCode.REFUSED_BY_PROVIDER),
                    Arguments.of(way, 404, "ErrorItemNotFound", ProblemCode.NOT_FOUND),
                    Arguments.of(way, 507, "ErrorQuotaExceeded", ProblemCode.MAILBOX_FULL)));
  }

  private static void assertSentOnce(Post post, Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.accepted()).isEqualTo(1);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aMailThatWentOutLateIsToldAsSent(OperationName way, int status, String code) {
    Command mail = mail(post, way);
    post.strike(post.preset("504_before"), SEND);
    post.strike(Fault.answer(Point.AFTER, refusal(status, code)), SEND);
    assertSentOnce(post, post.harness().run(mail));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aMailThatIsStillSeenAsADraftIsToldAsSentWhenItIs(
      OperationName way, int status, String code) {
    Command mail = mail(post, way);
    post.settings("{\"sendDelayMillis\": 400000, \"transit\": \"DRAFTS\"}");
    post.strike(post.preset("504_after_accept"), SEND);
    post.strikeAfter(1, Fault.answer(Point.BEFORE, refusal(status, code)), "POST", SEND);
    assertSentOnce(post, post.harness().run(mail));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aMailThatIsNowhereIsNeitherCalledSentNorFailed(OperationName way, int status, String code) {
    Command mail = mail(post, way);
    post.settings("{\"sendDelayMillis\": 2000000, \"transit\": \"NOWHERE\"}");
    post.strike(post.preset("504_before"), SEND);
    post.strike(Fault.answer(Point.AFTER, refusal(status, code)), SEND);
    Result result = post.harness().run(mail);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.OUTCOME_UNKNOWN);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void aMailThatIsStillADraftInTheEndWasNotSentAndTheReasonIsTold(
      OperationName way, int status, String code, ProblemCode told) {
    Command mail = mail(post, way);
    post.strike(post.preset("504_before"), SEND);
    post.strike(Fault.answer(Point.BEFORE, refusal(status, code)), SEND);
    Result result = post.harness().run(mail);
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(told);
    assertThat(post.accepted()).isZero();
    assertThat(post.mailsIn("ann", "drafts")).hasSize(1);
  }

  @Test
  void aCrashAtAnyPointDoesNotMakeTheDoubtForgotten() {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      Command mail = mail(fresh, MAIL_SEND);
      fresh.strike(fresh.preset("504_before"), SEND);
      fresh.strike(Fault.answer(Point.AFTER, refusal(403, "ErrorAccessDenied")), SEND);
      OperationHarness harness = fresh.harness().crashAt(point);
      Result result = harness.run(mail);
      assertThat(result.status()).as("crash at %s", point).isEqualTo(Status.SUCCEEDED);
      assertThat(fresh.accepted()).as("crash at %s", point).isEqualTo(1);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(5);
        return;
      }
    }
  }
}
