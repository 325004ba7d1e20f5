package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_MARK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** A mail is marked as asked, whatever goes wrong, and nothing else of it changes. */
class MarkMailTest {

  private final Post post = new Post();
  private final Received mail = new Received(post, "ann");

  private Result mark(String message, String what) {
    return post.run(MAIL_MARK, data(message, what));
  }

  private static String data(String message, String what) {
    return "{\"message\": \"" + message + "\", " + what.replace('\'', '"') + "}";
  }

  /** It is told, and in the mailbox it is so. */
  private static void assertMarked(Received mail, Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    JsonNode output = Objects.requireNonNull(result.output());
    assertThat(output.path("read").asBoolean()).isTrue();
    assertThat(output.path("flag").asString()).isEqualTo("flagged");
    assertThat(output.path("categories")).hasSize(2);
    assertThat(mail.now().path("isRead").asBoolean()).isTrue();
    assertThat(mail.now().path("flag").path("flagStatus").asString()).isEqualTo("flagged");
    assertThat(mail.now().path("categories").toString()).isEqualTo("[\"b\",\"a\"]");
  }

  private void assertMarked(Result result) {
    assertMarked(mail, result);
  }

  private static final String ALL = "'read': true, 'flag': 'flagged', 'categories': ['b', 'a']";

  private long patches() {
    return post.calls().stream().filter(call -> call.method().equals("PATCH")).count();
  }

  @Test
  void aMailIsMarkedAndTheRestOfItStays() {
    String subject = mail.now().path("subject").asString();
    assertMarked(mark(mail.id(), ALL));
    assertThat(mail.now().path("subject").asString()).isEqualTo(subject);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "'read': false; false; flagged; 2",
        "'flag': 'complete'; true; complete; 2",
        "'flag': 'notFlagged'; true; notFlagged; 2",
        "'categories': []; true; flagged; 0"
      })
  void whatIsNotNamedStays(String what, boolean read, String flag, int categories) {
    assertMarked(mark(mail.id(), ALL));
    JsonNode output =
        Objects.requireNonNull(
            post.harness()
                .run(Post.command("ann", "c-2", MAIL_MARK, data(mail.id(), what)))
                .output());
    assertThat(output.path("read").asBoolean()).isEqualTo(read);
    assertThat(output.path("flag").asString()).isEqualTo(flag);
    assertThat(output.path("categories")).hasSize(categories);
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#anywhere")
  void aPassingFaultCostsTimeAndNothingElse(String fault) {
    post.strike(post.preset(fault), "PATCH", Post.MESSAGE);
    assertMarked(mark(mail.id(), ALL));
  }

  @Test
  void whatWasDoneIsNotSaidAgain() {
    post.strike(post.preset("504_after_accept"), "PATCH", Post.MESSAGE);
    assertMarked(mark(mail.id(), ALL));
    assertThat(patches()).isEqualTo(1);
  }

  @Test
  void aCrashAtAnyPointLeavesItMarked() {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      Received received = new Received(fresh, "ann");
      OperationHarness harness = fresh.harness().crashAt(point);
      assertMarked(
          received, harness.run(Post.command("ann", "c-1", MAIL_MARK, data(received.id(), ALL))));
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(2);
        return;
      }
    }
  }

  @Test
  void whatCannotBeLookedForIsUnknown() {
    post.strike(post.preset("504_before"), "PATCH", Post.MESSAGE);
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(404, "{\"error\": {\"code\": \"ErrorItemNotFound\"}}")),
        "GET",
        Post.MESSAGE);
    Result result = mark(mail.id(), ALL);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void nothingToMarkIsRefusedBeforeAnyCall() {
    Result result = post.run(MAIL_MARK, "{\"message\": \"m\"}");
    assertThat(result.status()).isEqualTo(Status.REJECTED);
    assertThat(post.calls()).isEmpty();
  }

  @Test
  void anothersMailIsNotFoundAsOneThatIsNowhere() {
    mail.assertHiddenFrom(id -> mark(id, ALL));
  }

  @Test
  void aStaleIdIsFoundAgainByTheMessageId() {
    String stale = mail.staleId();
    assertThat(Received.problem(mark(stale, ALL)).code()).isEqualTo(ProblemCode.NOT_FOUND);
    Result result = mark(stale, "'internetMessageId': '" + mail.internetMessageId() + "', " + ALL);
    assertMarked(result);
    assertThat(Objects.requireNonNull(result.output()).path("message").asString())
        .isEqualTo(mail.id());
  }

  @ParameterizedTest
  @MethodSource("dev.errand.mailworker.operations.PassingFaults#anywhere")
  void aStaleIdMeetsTheSameFaults(String fault) {
    String stale = mail.staleId();
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(404, "{\"error\": {\"code\": \"ErrorItemNotFound\"}}")),
        "PATCH",
        Post.MESSAGE);
    post.strike(post.preset(fault), "PATCH", Post.MESSAGE);
    assertMarked(mark(stale, "'internetMessageId': '" + mail.internetMessageId() + "', " + ALL));
  }

  @Test
  void aMessageIdThatTwoMailsHaveSaysNotWhichIsMeant() {
    String stale = mail.staleId();
    mail.copy();
    Result result = mark(stale, "'internetMessageId': '" + mail.internetMessageId() + "', " + ALL);
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(mail.now().path("isRead").asBoolean()).isFalse();
  }
}
