package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.ATTACH;
import static dev.errand.mailworker.operations.Post.OPEN;
import static dev.errand.mailworker.operations.Post.RANGE;
import static dev.errand.mailworker.operations.Post.SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.mailworker.graph.GraphUploads;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.runtime.files.FileId;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.ledger.Call;
import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/**
 * Whatever goes wrong on the way: each file is in the mail once, byte for byte, or no mail goes.
 */
class LargeFilesTest {

  private static final int SIZE = 2 * GraphUploads.RANGE + 1_234_567; // three ranges
  private static final byte[] FILE = bytes(SIZE);

  private final Post post = new Post();

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static String mail(Object upload) {
    return """
    {"to": [{"address": "ben@sandbox.example"}], "subject": "Plan", "body": "Here it is.",
     "attachments": [{"name": "a.txt", "contentType": "text/plain", "content": "c291cA=="},
                     {"upload": "%s"}]}
    """
        .formatted(upload);
  }

  private static FileId uploaded(Post post) {
    return post.upload("ann", "plan.pdf", "application/pdf", FILE);
  }

  private Result send() {
    return post.run(MAIL_SEND, mail(uploaded(post)));
  }

  private static void assertArrived(Post post, Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
    assertThat(post.accepted()).isEqualTo(1);
    assertThat(inMailboxOf(post, "ben"))
        .containsExactlyInAnyOrder(
            "a.txt " + sha256(new byte[] {'s', 'o', 'u', 'p'}), "plan.pdf " + sha256(FILE));
    assertThat(post.uploadsKept()).as("uploads that are kept").isZero();
  }

  private static List<String> inMailboxOf(Post post, String person) {
    return post.attachments(person).stream()
        .map(file -> file.path("name").asString() + " " + file.path("sha256").asString())
        .toList();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static long rangesSent(Post post) {
    return post.calls().stream().filter(LargeFilesTest::sendsARange).count();
  }

  private static boolean sendsARange(Call call) {
    return call.route().equals(RANGE) && call.method().equals("PUT");
  }

  @Test
  void aLargeFileArrivesInRanges() {
    assertArrived(post, send());
    assertThat(rangesSent(post)).isEqualTo(3);
    assertThat(post.calls().stream().filter(call -> call.route().equals(OPEN))).hasSize(1);
    assertThat(post.calls().stream().filter(call -> call.status() >= 400)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1, 0", "2999999, 0", "3000000, 0", "3145727, 0", "3145728, 1"})
  void aFileGoesTheWayThatItsSizeAsksFor(int size, int sessions) {
    // A request of 4 MB has room for a few bytes less than 3 MiB in base64.
    int sent = size == 3_145_727 ? 3_145_000 : size;
    FileId id = post.upload("ann", "x.bin", "application/octet-stream", bytes(sent));
    Result result = post.run(MAIL_SEND, mail(id));
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
    assertThat(inMailboxOf(post, "ben")).contains("x.bin " + sha256(bytes(sent)));
    assertThat(
            post.calls().stream().filter(call -> call.route().equals(OPEN) && call.status() == 201))
        .hasSize(sessions);
  }

  @Test
  void aDraftHasItsFilesToo() {
    Result result = post.run(MAIL_DRAFT, mail(uploaded(post)));
    assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
    assertThat(inMailboxOf(post, "ann")).contains("plan.pdf " + sha256(FILE));
    assertThat(post.uploadsKept()).isZero();
    assertThat(post.accepted()).isZero();
  }

  @Test
  void anAnswerHasItsFilesToo() {
    String question =
        post.receive(
                "ann",
                """
                {"subject": "Plan?", "from": {"emailAddress": {"address": "ben@sandbox.example"}}}
                """)
            .path("immutableId")
            .asString();
    Result result =
        post.run(
            MAIL_REPLY,
            "{\"message\": \"%s\", \"body\": \"b\", \"attachments\": [{\"upload\": \"%s\"}]}"
                .formatted(question, uploaded(post)));
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
    assertThat(inMailboxOf(post, "ben")).containsExactly("plan.pdf " + sha256(FILE));
    assertThat(post.uploadsKept()).isZero();
  }

  @Test
  void whoMaySendAndNotReadIsToldThatUploadsDoNotGo() {
    FileId id = uploaded(post);
    Result result = post.granting("Mail.Send").run(MAIL_SEND, mail(id));
    assertThat(Objects.requireNonNull(result.problem()).code())
        .isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).isEmpty();
    assertThat(post.uploadsKept()).isEqualTo(1);
  }

  @Test
  void theCommandSaysWhatAFileIsCalled() {
    Result result =
        post.run(
            MAIL_SEND,
            """
            {"to": [{"address": "ben@sandbox.example"}], "subject": "s", "body": "b",
             "attachments": [{"upload": "%s", "name": "A.TXT", "contentType": "text/html"},
                             {"upload": "%s"}]}
            """
                .formatted(
                    post.upload("ann", "x", "text/plain", bytes(10)),
                    post.upload("ann", "a.txt", "text/plain", bytes(20))));
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);
    assertThat(inMailboxOf(post, "ben"))
        .containsExactlyInAnyOrder("A.TXT " + sha256(bytes(10)), "a (2).txt " + sha256(bytes(20)));
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
  void anUploadThatIsNotThereIsToldTheSameWhyeverItIsNot() {
    FileId bens = post.upload("ben", "plan.pdf", "application/pdf", FILE);
    FileId expired = uploaded(post);
    post.expire(Post.command("ann", "c-9", MAIL_SEND, mail(expired)), expired);
    FileId taken = uploaded(post);
    assertThat(post.harness().run(Post.command("ann", "c-0", MAIL_DRAFT, mail(taken))).status())
        .isEqualTo(Status.SUCCEEDED);
    List<Object> random = List.of(UUID.randomUUID(), bens, expired, taken);
    int calls = post.calls().size();

    List<String> problems =
        random.stream()
            .map(id -> post.run(MAIL_SEND, mail(id)))
            .map(result -> result.status() + " " + result.problem())
            .distinct()
            .toList();

    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst()).contains(ProblemCode.NOT_FOUND.toString()).contains("Upload");
    assertThat(post.calls()).hasSize(calls);
    assertThat(post.accepted()).isZero();
  }

  @Test
  void anUploadIsAttachedOnceOnly() {
    FileId id = uploaded(post);
    Result result =
        post.run(
            MAIL_SEND,
            """
            {"to": [{"address": "ben@sandbox.example"}], "subject": "s", "body": "b",
             "attachments": [{"upload": "%s"}, {"upload": "%s"}]}
            """
                .formatted(id, id));
    assertThat(Objects.requireNonNull(result.problem()).code())
        .isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).isEmpty();
  }

  @Test
  void aMailThatIsLargerThanTheTenantAllowsIsToldBeforeItIsSent() {
    post.settings("{\"largestMessageBytes\": 10000000}");
    Result result = send();
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Objects.requireNonNull(result.problem()).code())
        .isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(result.problem().action()).contains("link");
    assertThat(rangesSent(post)).isZero();
    assertThat(post.calls().stream().filter(call -> call.route().equals(SEND))).isEmpty();
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

  @Test
  void noAnswerOfGraphSendsAFileElsewhere() {
    for (int i = 0; i < 200; i++) {
      post.strike(
          Fault.answer(
              Point.BEFORE,
              Post.json(201, "{\"uploadUrl\": \"http://localhost:1/?authtoken=evil\"}")),
          OPEN);
    }
    Result result = send();
    assertThat(Objects.requireNonNull(result.problem()).code())
        .isEqualTo(ProblemCode.REFUSED_BY_PROVIDER);
    assertThat(result.problem().action()).isEqualTo("Send it as a link to the file.");
    assertThat(post.calls().stream().filter(call -> call.route().equals(OPEN))).hasSize(1);
    assertThat(rangesSent(post)).isZero();
    assertThat(String.valueOf(result.problem())).doesNotContain("evil");
    assertThat(post.accepted()).isZero();
  }

  /**
   * Of 150 MB in 5 minutes a fifth is kept for what a person waits for; these ask for all of it.
   */
  @Test
  void whatIsUploadedStaysWithinTheLimit() {
    byte[] large = bytes(60_000_000);
    post.settings("{\"largestMessageBytes\": 500000000}");
    OperationHarness harness = post.harness();
    for (int i = 0; i < 3; i++) {
      FileId id = post.upload("ann", "x.bin", "application/octet-stream", large);
      Result result = harness.run(Post.command("ann", "c-" + i, MAIL_DRAFT, mail(id)));
      assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    }
    assertThat(post.calls().stream().filter(call -> call.status() == 429)).isEmpty();
    assertThat(rangesSent(post)).isEqualTo(3 * 16);
    assertThat(Duration.ofNanos(harness.clock().nanos()))
        .isGreaterThanOrEqualTo(Duration.ofMinutes(5));
  }

  @Test
  void aSmallUploadIsAttachedInOneRequest() {
    FileId id = post.upload("ann", "s.txt", "text/plain", bytes(1_000));
    assertThat(post.run(MAIL_SEND, mail(id)).status()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.calls().stream().filter(call -> call.route().equals(ATTACH))).hasSize(2);
    List<JsonNode> received = post.mailsAtLastIn("ben", "inbox");
    assertThat(received).hasSize(1);
  }
}
