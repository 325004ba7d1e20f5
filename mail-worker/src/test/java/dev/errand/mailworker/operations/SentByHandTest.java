package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.CREATE;
import static dev.errand.mailworker.operations.Post.SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND_DRAFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.ledger.Call;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * While a draft waits to be sent its person may send it. Then it is not sent again, and nobody is
 * told that it is unsent.
 */
class SentByHandTest {

  private final Post post = new Post();

  private void sendByHand() {
    List<JsonNode> drafts = post.mailsIn("ann", "drafts");
    assertThat(drafts).hasSize(1);
    String id = Post.encoded(drafts.getFirst().path("id").asString());
    assertThat(post.post("ann", "/me/messages/" + id + "/send", "")).isEmpty();
    assertThat(post.mailsAtLastIn("ann", "drafts")).isEmpty();
  }

  private void assertToldAsSent(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(Received.problem(result).title()).contains("was sent already");
    assertThat(Received.problem(result).retryable()).isFalse();
    assertThat(post.accepted()).isEqualTo(1);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
  }

  /** An earlier command has sent it, and Exchange is about to carry that out. */
  @ParameterizedTest
  @MethodSource("answers")
  void aDraftThatAnEarlierCommandSentIsNotSaidToHaveWaited(String answer) {
    post.settings(answer.replace(": 0,", ": 5000, \"transit\": \"OUTBOX\","));
    var _ = RefusedSendTest.mail(post, MAIL_SEND_DRAFT); // makes it
    String draft = post.outlook("ann").only("drafts").getId();
    OperationHarness harness = post.harness();
    assertThat(harness.run(sending(draft, "c-1")).status()).isEqualTo(Status.SUCCEEDED);
    Result second = harness.run(sending(draft, "c-2"));
    assertToldAsSent(second);
    assertThat(Received.problem(second).detail()).contains("in Outlook, or by an earlier command");
    assertThat(Received.problem(second).action()).contains("to ask again sends nothing");
  }

  private static Command sending(@Nullable String draft, String id) {
    return Post.command("ann", id, MAIL_SEND_DRAFT, "{\"message\": \"" + draft + "\"}");
  }

  /** Each of the two is in a lane of its own, interactive or bulk. */
  @ParameterizedTest
  @MethodSource("answersAndTransits")
  void aDraftThatAnotherCommandSentMeanwhileIsNotSentAgain(String answer) {
    post.settings(answer);
    post.strike(post.preset("401_claims_challenge"), SEND);
    OperationHarness other = post.harness();
    post.beforeRun(
        2,
        () -> {
          String draft = post.outlook("ann").only("drafts").getId();
          assertThat(other.run(sending(draft, "c-2")).status()).isEqualTo(Status.SUCCEEDED);
        });
    Result result = post.harness().run(RefusedSendTest.mail(post, MAIL_SEND));
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).detail()).contains("This").contains("sent nothing");
    assertThat(post.accepted()).isEqualTo(1);
  }

  /** What Outlook says to who sends a mail that was sent is not documented. */
  private static List<String> answers() {
    return List.of(
        "{\"sendDelayMillis\": 0, \"immutableIdStaysOnSend\": false}",
        "{\"sendDelayMillis\": 0, \"immutableIdStaysOnSend\": true, \"sendAgain\": \"NOT_FOUND\"}",
        "{\"sendDelayMillis\": 0, \"immutableIdStaysOnSend\": true, \"sendAgain\": \"REFUSED\"}");
  }

  private static Stream<String> answersAndTransits() {
    return Stream.concat(
        answers().stream(), // and those of who takes a while, as by default
        Stream.of("{}", "{\"sendDelayMillis\": 250000, \"transit\": \"DRAFTS\"}"));
  }

  private static Stream<Arguments> refused() {
    return RefusedSendTest.WAYS.stream()
        .flatMap(way -> answers().stream().map(answer -> Arguments.of(way, answer)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aDraftThatItsPersonHasSentMeanwhileIsToldAsSent(OperationName way, String answer) {
    Command mail = RefusedSendTest.mail(post, way);
    post.settings(answer);
    post.strike(post.preset("401_claims_challenge"), SEND);
    post.beforeRun(2, this::sendByHand);
    Result result = post.harness().run(mail);
    assertToldAsSent(result);
    assertThat(Received.problem(result).detail()).contains("in Outlook");
    assertThat(Received.problem(result).action())
        .contains(way.equals(MAIL_SEND_DRAFT) ? "sends nothing" : "sends a second mail");
  }

  @Test
  void aLookThatFailsForTheMomentIsTakenAgain() {
    post.settings(answers().getFirst());
    post.strike(post.preset("401_claims_challenge"), SEND);
    post.strikeAfter(1, post.preset("503_server_busy"), "GET", CREATE);
    post.beforeRun(2, this::sendByHand);
    assertToldAsSent(post.harness().run(RefusedSendTest.mail(post, MAIL_SEND)));
  }

  @Test
  void whyADraftWasRefusedIsToldAlsoIfItCannotBeLookedAt() {
    post.strike(post.preset("507_quota"), SEND);
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(403, "{\"error\": {\"code\": \"ErrorAccessDenied\"}}")),
        "GET",
        CREATE);
    Result result = post.harness().run(RefusedSendTest.mail(post, MAIL_SEND));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.MAILBOX_FULL);
  }

  /** They were told to send it or delete it; and Outlook may take a mail twice. */
  @ParameterizedTest
  @MethodSource("ways")
  void aReplayDoesNotSendAgainWhatItsPersonHasSent(OperationName way) {
    Command mail = RefusedSendTest.mail(post, way);
    post.settings("{\"sendDelayMillis\": 0, \"immutableIdStaysOnSend\": true}");
    post.strike(post.preset("exceeded_message_limit"), SEND);
    OperationHarness harness = post.harness();
    Result first = harness.run(mail);
    assertThat(Received.problem(first).code()).isEqualTo(ProblemCode.RATE_LIMITED);
    sendByHand();
    harness.clock().advance(Duration.ofHours(5));
    assertToldAsSent(harness.run(Post.replay(mail, 1)));
  }

  private static List<OperationName> ways() {
    return RefusedSendTest.WAYS;
  }

  @Test
  void aReplayOfAMailThatIsStillADraftTakesFourCallsMore() {
    Command mail = RefusedSendTest.mail(post, MAIL_SEND);
    post.strike(post.preset("507_quota"), SEND);
    OperationHarness harness = post.harness();
    assertThat(harness.run(mail).status()).isEqualTo(Status.FAILED);
    int before = post.calls().size();
    assertThat(harness.run(Post.replay(mail, 1)).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.calls().subList(before, post.calls().size()))
        .extracting(Call::route)
        .containsExactly(CREATE, Post.FOLDERS + "/{folder}", Post.MESSAGE, Post.MESSAGE, SEND);
  }
}
