package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.MESSAGE;
import static dev.errand.mailworker.operations.Post.SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND_DRAFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.Command;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two commands may want to send one draft at the same time, each in a lane of its own. It goes out
 * once, however they take turns, though Outlook shows it as a draft until it is out.
 */
class OneDraftTwoCommandsTest {

  private final Post post = new Post();

  @BeforeEach
  void takeLong() {
    post.settings("{\"sendDelayMillis\": 250000, \"transit\": \"DRAFTS\"}");
  }

  private static List<OperationName> ways() {
    return RefusedSendTest.WAYS;
  }

  private static Command sending(@Nullable String draft) {
    return Post.command("ann", "c-2", MAIL_SEND_DRAFT, "{\"message\": \"" + draft + "\"}");
  }

  /** What is about to be sent is turned away once, and nobody was told that it is. */
  private Command waiting(OperationName way) {
    Command mail = RefusedSendTest.mail(post, way);
    if (way.equals(MAIL_SEND_DRAFT)) {
      post.strikeAfter(1, post.preset("401_claims_challenge"), "PATCH", MESSAGE);
    } else {
      post.strike(post.preset("401_claims_challenge"), SEND);
    }
    return mail;
  }

  private void anotherSendsIt() {
    Command other = sending(post.outlook("ann").only("drafts").getId());
    assertSent(post.harness().run(other));
    assertThat(post.mailsIn("ann", "drafts")).hasSize(1);
  }

  private static void assertSent(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
  }

  static void assertBeingSent(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(Received.problem(result).title()).contains("is being sent");
    assertThat(Received.problem(result).detail()).contains("Another command");
  }

  private void assertOneMail() {
    assertThat(post.accepted()).isEqualTo(1);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
    assertThat(post.mailsIn("ann", "drafts")).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("ways")
  void whatAnotherCommandSentWhileItWaitedIsNotSentAgain(OperationName way) {
    Command mail = waiting(way);
    post.beforeRun(2, this::anotherSendsIt);
    Result result = post.harness().run(mail);
    assertBeingSent(result);
    assertThat(Received.problem(result).action())
        .contains(way.equals(MAIL_SEND_DRAFT) ? "ask again" : "sends a second mail");
    assertOneMail();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mail.reply", "mail.reply-all", "mail.forward"})
  void norIsAnAnswerThatWaitedBeforeItWasWritten(String way) {
    Command mail = RefusedSendTest.mail(post, new OperationName(way));
    post.strike(post.preset("401_claims_challenge"), "PATCH", MESSAGE);
    post.beforeRun(2, this::anotherSendsIt);
    assertBeingSent(post.harness().run(mail));
    assertThat(post.accepted()).isEqualTo(1);
  }

  /** It may wait for a limit between the two, without another run. */
  @Test
  void norWhatAnotherCommandSentBetweenTheFirstLookAndTheMark() {
    Command mail = RefusedSendTest.mail(post, MAIL_SEND_DRAFT);
    AtomicInteger asked = new AtomicInteger();
    post.taking(
        () -> {
          if (asked.incrementAndGet() == 1) {
            anotherSendsIt();
          }
          return 0;
        });
    assertBeingSent(post.harness().run(mail));
    assertOneMail();
  }

  /** Else one clock that is wrong would hold a draft for as long. */
  @ParameterizedTest
  @CsvSource({"-PT5M1S, true", "-PT5M, false", "PT5M, false", "PT5M1S, true"})
  void whoSaysSoLongAgoOrFromTheFutureHoldsNothing(Duration past, boolean sent) {
    Command mail = RefusedSendTest.mail(post, MAIL_SEND_DRAFT);
    String draft = Post.encoded(mail.data().path("message").asString());
    ExtendedProperty sending = Mark.sending(sending(draft), Instant.EPOCH.plus(past));
    var _ =
        post.patch(
            "ann",
            "/me/messages/" + draft,
            "{\"singleValueExtendedProperties\": [{\"id\": \"%s\", \"value\": \"%s\"}]}"
                .formatted(sending.id(), sending.value()));
    Result result = post.harness().run(mail);
    if (sent) {
      assertSent(result);
      assertOneMail();
    } else {
      assertBeingSent(result);
    }
  }

  /** That one's draft, which has waited as well. */
  @Test
  void norWhatTheCommandSentThatMadeIt() {
    Command made = RefusedSendTest.mail(post, MAIL_SEND);
    OperationHarness harness = post.harness();
    post.strike(post.preset("507_quota"), SEND);
    assertThat(harness.run(made).status()).isEqualTo(Status.FAILED);
    post.strikeAfter(1, post.preset("401_claims_challenge"), "PATCH", MESSAGE);
    Command other = sending(post.outlook("ann").only("drafts").getId());
    AtomicInteger runs = new AtomicInteger();
    post.beforeRun(
        2,
        () -> {
          if (runs.incrementAndGet() == 1) {
            assertSent(harness.run(Post.replay(made, 1)));
          }
        });
    assertBeingSent(post.harness().run(other));
    assertOneMail();
  }

  /** The mark of the one that sends is the one that counts. */
  @Test
  void aLostAnswerIsFoundAlsoWhereAnotherCommandHasMarkedTheDraftMeanwhile() {
    Command mail = waiting(MAIL_SEND_DRAFT);
    post.strikeAfter(
        2, // other than the one that was turned away
        Fault.answer(
            Point.BEFORE, Post.json(403, "{\"error\": {\"code\": \"ErrorAccessDenied\"}}")),
        "PATCH",
        MESSAGE);
    post.strike(post.preset("504_after_accept"), SEND);
    post.beforeRun(
        2,
        () -> {
          Result refused = post.harness().run(sending(post.outlook("ann").only("drafts").getId()));
          assertThat(Received.problem(refused).code()).isEqualTo(ProblemCode.MISSING_PERMISSION);
        });
    assertSent(post.harness().run(mail));
    assertOneMail();
  }
}
