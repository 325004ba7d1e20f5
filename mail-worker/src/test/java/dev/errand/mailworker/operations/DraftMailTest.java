package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** One draft is written, whatever goes wrong, and nothing is sent. */
class DraftMailTest {

  private static final String DRAFT =
      """
      {"to": [{"address": "ben@sandbox.example"}], "subject": "Tomorrow", "body": "See you.",
       "attachments": [{"name": "plan.txt", "contentType": "text/plain", "content": "SGVsbG8="}]}
      """;

  private final Post post = new Post();

  private static void assertOneDraft(Post post, Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.accepted()).isZero();
    assertThat(post.mailsAtLastIn("ann", "drafts")).hasSize(1);
    String id = Objects.requireNonNull(result.output()).path("message").asString();
    JsonNode draft = post.get("ann", "/me/messages/" + Post.encoded(id));
    assertThat(draft.path("isDraft").asBoolean()).isTrue();
    assertThat(draft.path("subject").asString()).isEqualTo("Tomorrow");
    assertThat(draft.path("toRecipients")).hasSize(1);
    assertThat(post.get("ann", "/me/messages/" + Post.encoded(id) + "/attachments").path("value"))
        .hasSize(1);
  }

  @Test
  void aDraftLiesInDraftsAndNothingIsSent() {
    assertOneDraft(post, post.run(MAIL_DRAFT, DRAFT));
  }

  @Test
  void aDraftNeedNotBeForAnybodyYet() {
    Result result = post.run(MAIL_DRAFT, "{\"subject\": \"\", \"body\": \"\"}");
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.mailsIn("ann", "drafts")).hasSize(1);
  }

  private static Stream<Arguments> faults() {
    return PassingFaults.anywhere().stream()
        .flatMap(
            fault -> Stream.of(Post.CREATE, Post.ATTACH).map(route -> Arguments.of(fault, route)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPassingFaultCostsTimeAndNothingElse(String fault, String route) {
    post.strike(post.preset(fault), route);
    assertOneDraft(post, post.run(MAIL_DRAFT, DRAFT));
  }

  @Test
  void aCrashAtAnyPointLeavesOneDraft() {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      OperationHarness harness = fresh.harness().crashAt(point);
      assertOneDraft(fresh, harness.run(Post.command("ann", "c-1", MAIL_DRAFT, DRAFT)));
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(4);
        return;
      }
    }
  }

  /** A draft is what was asked for, so to have perhaps written it is no failure. */
  @Test
  void aDraftThatCannotBeLookedForIsUnknown() {
    post.strike(post.preset("504_after_accept"), Post.CREATE);
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(403, "{\"error\": {\"code\": \"ErrorAccessDenied\"}}")),
        "GET",
        Post.CREATE);
    assertThat(post.run(MAIL_DRAFT, DRAFT).status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void whatCannotBeWrittenIsRefusedBeforeAnyCall() {
    Result result =
        post.run(
            MAIL_DRAFT, "{\"to\": [{\"address\": \"a b\"}], \"subject\": \"\", \"body\": \"\"}");
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).isEmpty();
  }
}
