package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.ATTACH;
import static dev.errand.mailworker.operations.Post.SEND;
import static dev.errand.mailworker.operations.SendMailTest.MAIL;
import static dev.errand.schemas.mail.MailOperations.MAIL_LIST;
import static dev.errand.schemas.mail.MailOperations.MAIL_MOVE;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail that Outlook does not take, or that is none, is not sent, and why is told. */
class RefusedMailTest {

  private final Post post = new Post();

  private void assertNotSent(Result result, ProblemCode code) {
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Objects.requireNonNull(result.problem()).code()).isEqualTo(code);
    assertThat(post.accepted()).isZero();
  }

  @Test
  void aDraftThatIsGoneOnTheFirstTryWasNotSent() {
    post.strike(Fault.answer(Point.BEFORE, itemNotFound()), SEND);
    assertNotSent(post.run(MAIL_SEND, MAIL), ProblemCode.NOT_FOUND);
  }

  @Test
  void aDraftThatIsGoneWhileItsFileIsInDoubtWasNotSent() {
    post.strike(post.preset("504_before"), ATTACH);
    post.strike(Fault.answer(Point.BEFORE, itemNotFound()), "GET", ATTACH);
    assertNotSent(post.run(MAIL_SEND, MAIL), ProblemCode.NOT_FOUND);
  }

  private static Reply itemNotFound() {
    return Post.json(404, "{\"error\": {\"code\": \"ErrorItemNotFound\"}}");
  }

  @Test
  void whoMaySendNoMoreTodayIsToldWhoseLimitThatIsAndWhatToDo() {
    post.strike(post.preset("exceeded_message_limit"), SEND);
    Problem problem = Objects.requireNonNull(post.run(MAIL_SEND, MAIL).problem());
    assertThat(problem.title()).isEqualTo("Outlook lets you send no more mails for now.");
    assertThat(problem.detail()).contains("was not sent");
    assertThat(problem.action()).contains("inbox", "in some hours");
    assertThat(problem.retryable()).isTrue();
    assertThat(post.calls().stream().filter(call -> call.route().equals(SEND))).hasSize(1);
  }

  /** For hours; the limit is one of sending. */
  @Test
  void whoMaySendNoMoreTodayReadsAndTidiesUpAllTheSame() {
    Received trip = new Received(post, "ann");
    OperationHarness harness = post.harness();
    post.strike(post.preset("exceeded_message_limit"), SEND);
    assertThat(harness.run(Post.command("ann", "c-1", MAIL_SEND, MAIL)).status())
        .isEqualTo(Status.FAILED);

    Instant then = harness.clock().instant();
    String move = "{\"message\": \"" + trip.id() + "\", \"folder\": \"archive\"}";
    assertThat(harness.run(Post.command("ann", "c-2", MAIL_LIST, "{}")).status())
        .isEqualTo(Status.SUCCEEDED);
    assertThat(harness.run(Post.command("ann", "c-3", MAIL_MOVE, move)).status())
        .isEqualTo(Status.SUCCEEDED);
    assertThat(harness.clock().instant()).isEqualTo(then);

    Result second = harness.run(Post.command("ann", "c-4", MAIL_SEND, MAIL));
    assertNotSent(second, ProblemCode.RATE_LIMITED);
    assertThat(post.calls().stream().filter(call -> call.route().equals(SEND))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "exceeded_message_limit, RATE_LIMITED",
    "507_quota, MAILBOX_FULL",
  })
  void aMailThatExchangeWillNotTakeIsNotSent(String fault, ProblemCode code) {
    for (int i = 0; i < 50; i++) {
      post.strike(post.preset(fault), SEND);
    }
    assertNotSent(post.run(MAIL_SEND, MAIL), code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'to': [{'address': 'ben@sandbox.example\\r"
            + "\\n"
            + "Bcc: eve@evil.example'}], 'subject': 's', 'body': 'b'}",
        "{'to': [], 'subject': 's', 'body': 'b'}",
        "{'to': [{'address': 'ben@sandbox.example'}], 'subject': 'a\\nb', 'body': 'b'}",
        "{'to': [{'address': 'ben@sandbox.example'}], 'subject': 's', 'bodyType': 'html', 'body':"
            + " '<script>x</script>'}"
      })
  void whatCannotBeSentIsRefusedBeforeAnyCall(String data) {
    Result result = post.run(MAIL_SEND, data.replace('\'', '"'));
    assertThat(result.status()).isEqualTo(Status.REJECTED);
    assertThat(Objects.requireNonNull(result.problem()).code())
        .isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).isEmpty();
  }
}
