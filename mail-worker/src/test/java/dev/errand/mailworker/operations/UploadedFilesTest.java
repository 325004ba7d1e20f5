package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Post.ATTACH;
import static dev.errand.mailworker.operations.Post.OPEN;
import static dev.errand.mailworker.operations.Post.SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.runtime.files.FileId;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Which way an uploaded file goes, what it is called, and why it does not go. */
class UploadedFilesTest extends SendingFiles {

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

  /** It expires. */
  @ParameterizedTest
  @MethodSource("withFiles")
  void aMailThatIsMadeIsToldAsMadeThoughItsUploadCannotBeRemoved(OperationName operation) {
    post.files.discardNothing();
    Result result = post.run(operation, mail(uploaded(post)));
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(result.attempts()).isEqualTo(1);
    assertThat(post.uploadsKept()).isEqualTo(1);
  }

  private static List<OperationName> withFiles() {
    return List.of(MAIL_SEND, MAIL_DRAFT);
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

  @Test
  void anUploadThatAnotherCommandHasIsToldToBeThatAndStaysThere() {
    FileId taken = uploaded(post);
    assertThat(post.files.claim(Post.command("ann", "c-9", MAIL_SEND, "{}"), taken)).isPresent();
    int calls = post.calls().size();
    Result result = post.run(MAIL_SEND, mail(taken));
    Problem problem = Objects.requireNonNull(result.problem());
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(problem.code()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(problem.title()).isEqualTo("Another command has that upload.");
    assertThat(problem.action()).contains("Upload the file again").contains("Delete");
    assertThat(post.calls()).hasSize(calls);
    assertThat(post.uploadsKept()).isEqualTo(1);
  }

  @Test
  void anUploadThatIsNotThereIsToldTheSameWhyeverItIsNot() {
    FileId bens = post.upload("ben", "plan.pdf", "application/pdf", FILE);
    FileId expired = uploaded(post);
    post.expire(Post.command("ann", "c-9", MAIL_SEND, mail(expired)), expired);
    FileId taken = uploaded(post);
    assertThat(post.harness().run(Post.command("ann", "c-0", MAIL_DRAFT, mail(taken))).status())
        .isEqualTo(Status.SUCCEEDED);
    FileId bensTaken = post.upload("ben", "plan.pdf", "application/pdf", FILE);
    assertThat(post.files.claim(Post.command("ben", "c-8", MAIL_SEND, "{}"), bensTaken))
        .isPresent();
    List<Object> random = List.of(UUID.randomUUID(), bens, bensTaken, expired, taken);
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
