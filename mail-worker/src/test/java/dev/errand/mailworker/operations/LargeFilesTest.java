package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.OPEN;
import static dev.errand.mailworker.operations.Post.RANGE;
import static dev.errand.mailworker.operations.Post.SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.runtime.files.FileId;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever goes wrong on the way: each file is in the mail once, byte for byte, or no mail goes.
 */
class LargeFilesTest extends SendingFiles {

  @Test
  void aLargeFileArrivesInRanges() {
    assertArrived(post, send());
    assertThat(rangesSent(post)).isEqualTo(3);
    assertThat(post.calls().stream().filter(call -> call.route().equals(OPEN))).hasSize(1);
    assertThat(post.calls().stream().filter(call -> call.status() >= 400)).isEmpty();
  }

  private static Stream<Arguments> faultsOnTheWay() {
    List<Arguments> all = new ArrayList<>();
    for (String fault : PassingFaults.anywhere()) {
      all.add(Arguments.of(fault, "POST", OPEN, 0));
      for (int before = 0; before < 3; before++) {
        all.add(Arguments.of(fault, "PUT", RANGE, before));
      }
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("faultsOnTheWay")
  void aPassingFaultCostsTimeAndNothingElse(String fault, String method, String route, int after) {
    post.strikeAfter(after, post.preset(fault), method, route);
    assertArrived(post, send());
    assertThat(rangesSent(post)).isLessThanOrEqualTo(6);
  }

  /** What Outlook's sessions say to a question is documented nowhere. */
  @ParameterizedTest
  @CsvSource({
    "504_after_accept, 0", "504_before, 0", "reset_after_accept, 1", "reset_before, 1",
    "504_after_accept, 2", "504_before, 2", "empty_body, 1", "429_after_accept, 0"
  })
  void aSessionThatDoesNotSayWhereItIsIsGoneOnWithAllTheSame(String fault, int after) {
    post.settings("{\"uploadStatus\": false}");
    post.strikeAfter(after, post.preset(fault), "PUT", RANGE);
    assertArrived(post, send());
    assertThat(post.calls().stream().filter(call -> call.route().equals(OPEN))).hasSize(1);
    assertThat(rangesSent(post)).isLessThanOrEqualTo(5);
  }

  /** As long as the question fails, nobody waits for its answer. */
  @ParameterizedTest
  @ValueSource(strings = {"429", "503_server_busy", "500_transient", "504_before", "reset_before"})
  void aSessionThatCannotBeAskedIsGoneOnWithAllTheSame(String fault) {
    for (int i = 0; i < 50; i++) {
      post.strike(post.preset(fault), "GET", RANGE);
    }
    post.strikeAfter(1, post.preset("504_after_accept"), "PUT", RANGE);
    assertArrived(post, send());
    assertThat(post.calls().stream().filter(call -> call.route().equals(OPEN))).hasSize(1);
    assertThat(rangesSent(post)).isLessThanOrEqualTo(5);
  }

  private static Stream<Reply> strangeAnswers() {
    return Stream.of(
        Reply.html(200, "<html>Sign in</html>"),
        Reply.html(201, "<html>Made</html>"),
        Reply.empty(307).withHeader("location", "http://localhost:1/elsewhere"),
        Reply.empty(302).withHeader("location", "https://evil.example/"),
        Reply.empty(204),
        Post.json(200, "{\"nextExpectedRanges\": [\"99999999\"]}"),
        Post.json(200, "{\"nextExpectedRanges\": [\"0-\"]}"),
        Post.json(200, "{\"nextExpectedRanges\": []}"));
  }

  @ParameterizedTest
  @MethodSource("strangeAnswers")
  void aStrangeAnswerOfTheUploadHostIsAskedAbout(Reply strange) {
    post.strikeAfter(1, Fault.answer(Point.AFTER, strange), "PUT", RANGE);
    assertArrived(post, send());
    assertThat(rangesSent(post)).isLessThanOrEqualTo(5);
  }

  @ParameterizedTest
  @MethodSource("strangeAnswers")
  void aStrangeAnswerInPlaceOfARangeLosesNoByte(Reply strange) {
    post.strikeAfter(1, Fault.answer(Point.BEFORE, strange), "PUT", RANGE);
    assertArrived(post, send());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aSessionThatIsLostIsBegunAnewAndMakesOneAttachment(int after) {
    post.strikeAfter(
        after,
        Fault.answer(
            Point.BEFORE, Post.json(404, "{\"error\": {\"code\": \"ErrorItemNotFound\"}}")),
        "PUT",
        RANGE);
    assertArrived(post, send());
    assertThat(post.calls().stream().filter(call -> call.route().equals(OPEN))).hasSize(2);
  }

  @Test
  void aSessionThatHasExpiredIsBegunAnew() {
    post.settings("{\"uploadLifetimeMillis\": 3600000}");
    post.strikeAfter(1, post.preset("504_before"), "PUT", RANGE);
    post.beforeRun(2, () -> post.pass(Duration.ofHours(2)));
    assertArrived(post, send());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aCrashAtAnyPointLeavesOneFileAndOneMail(boolean says) {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      fresh.settings("{\"uploadStatus\": " + says + "}");
      OperationHarness harness = fresh.harness().crashAt(point);
      Result result = harness.run(Post.command("ann", "c-1", MAIL_SEND, mail(uploaded(fresh))));
      assertArrived(fresh, result);
      assertThat(rangesSent(fresh)).as("crash at %s", point).isLessThanOrEqualTo(5);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(14); // 7 calls, each with a point before and after
        return;
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"504_after_accept", "504_before"})
  void aCrashWhileTheLastRangeIsLookedIntoLeavesOneFile(String fault) {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      fresh.strikeAfter(2, fresh.preset(fault), "PUT", RANGE);
      OperationHarness harness = fresh.harness().crashAt(point);
      assertArrived(
          fresh, harness.run(Post.command("ann", "c-1", MAIL_SEND, mail(uploaded(fresh)))));
      if (!harness.crashed()) {
        return;
      }
    }
  }

  /** The mail went, the worker died, and the file's time was over before the next one looked. */
  @Test
  void aRunAfterTheMailDoesWithoutTheFile() {
    FileId id = uploaded(post);
    post.strike(post.preset("504_after_accept"), SEND);
    Command mail = Post.command("ann", "c-1", MAIL_SEND, mail(id));
    post.beforeRun(2, () -> post.expire(mail, id));
    assertArrived(post, post.run(MAIL_SEND, mail(id)));
  }

  /** The file was attached and discarded, and the worker died before the first was written down. */
  @ParameterizedTest
  @ValueSource(ints = {1_000, SIZE})
  void aDraftThatHasTheFileIsWholeAlsoIfTheUploadIsGone(int size) {
    int whole = 0;
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      FileId id = fresh.upload("ann", "plan.pdf", "application/pdf", bytes(size));
      Command draft = Post.command("ann", "c-1", MAIL_DRAFT, mail(id));
      fresh.beforeRun(2, () -> fresh.expire(draft, id));
      OperationHarness harness = fresh.harness().crashAt(point);
      Result result = harness.run(draft);
      boolean isThere = inMailboxOf(fresh, "ann").contains("plan.pdf " + sha256(bytes(size)));
      assertThat(result.status())
          .as("crash at %s: %s", point, result.problem())
          .isEqualTo(isThere ? Status.SUCCEEDED : Status.UNKNOWN); // then it is done in part
      if (!harness.crashed()) {
        assertThat(whole).isPositive();
        return;
      }
      whole += isThere ? 1 : 0;
    }
  }

  @Test
  void aDraftThatIsGoneOnTheWayIsNotSentAndNotMadeAnew() {
    Reply gone = Post.json(404, "{\"error\": {\"code\": \"ErrorItemNotFound\"}}");
    post.strikeAfter(1, Fault.answer(Point.BEFORE, gone), "PUT", RANGE);
    post.strikeAfter(1, Fault.answer(Point.BEFORE, gone), "POST", OPEN);
    Result result = send();
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Objects.requireNonNull(result.problem()).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(post.accepted()).isZero();
  }
}
