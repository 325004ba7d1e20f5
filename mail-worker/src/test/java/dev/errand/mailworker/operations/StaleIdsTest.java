package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_LIST;
import static dev.errand.schemas.mail.MailOperations.MAIL_FORWARD;
import static dev.errand.schemas.mail.MailOperations.MAIL_GET;
import static dev.errand.schemas.mail.MailOperations.MAIL_MARK;
import static dev.errand.schemas.mail.MailOperations.MAIL_MOVE;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY_ALL;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND_DRAFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.http.Request;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An id that leads nowhere any more is no end where the Message-ID says which mail is meant. */
class StaleIdsTest {

  private final Post post = new Post();

  static List<OperationName> reads() {
    return List.of(MAIL_GET, ATTACHMENT_LIST);
  }

  private static String data(String message, String internetMessageId) {
    return "{\"message\": \"%s\", \"internetMessageId\": \"%s\"}"
        .formatted(message, internetMessageId);
  }

  private static JsonNode output(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output());
  }

  @ParameterizedTest
  @MethodSource("reads")
  void aMailIsReadThoughItsIdIsStale(OperationName operation) {
    Received mail = new Received(post, "ann");
    String stale = mail.staleId();
    String plain = "{\"message\": \"" + stale + "\"}";
    assertThat(Received.problem(post.run(operation, plain)).code())
        .isEqualTo(ProblemCode.NOT_FOUND);
    long before = post.calls().size();

    JsonNode output = output(post.run(operation, data(stale, mail.internetMessageId())));

    assertThat(output)
        .isEqualTo(output(post.run(operation, "{\"message\": \"" + mail.id() + "\"}")));
    assertThat(post.calls().size() - before).isEqualTo(1 + 3 + 1); // with the test's own look
  }

  @ParameterizedTest
  @MethodSource("reads")
  void ofSeveralNoneIsTaken(OperationName operation) {
    Received mail = new Received(post, "ann");
    String stale = mail.staleId();
    mail.copy();
    Result result = post.run(operation, data(stale, mail.internetMessageId()));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void theMessageIdOfAnothersMailLeadsNowhere(OperationName operation) {
    Received mine = new Received(post, "ann");
    String bens = new Received(post, "ben").internetMessageId();
    String nobodys = Received.nobodys(mine.id());
    Result foreign = post.run(operation, data(nobodys, bens));
    Result random = post.run(operation, data(nobodys, "<nobody@example.com>"));
    assertThat(Received.problem(foreign).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(Received.toldOf(foreign)).isEqualTo(Received.toldOf(random));
  }

  static Stream<OperationName> operations() {
    return Stream.concat(reads().stream(), Stream.of(MAIL_SEND_DRAFT));
  }

  /** Its answer is lost, and the id in the command leads nowhere since. */
  @ParameterizedTest
  @CsvSource({"504_after_accept, 1", "504_before, 2"})
  void aMoveInDoubtIsFoundThoughItTookTheIdAway(String fault, int moves) {
    Received mail = new Received(post, "ann");
    String data = data(mail.passingId(), mail.internetMessageId());
    post.strike(post.preset(fault), Post.MOVE);
    var _ = output(post.run(MAIL_MOVE, data.replace("}", ", \"folder\": \"archive\"}")));
    assertThat(post.mailsIn("ann", "archive")).hasSize(1);
    assertThat(post.calls().stream().filter(call -> call.route().equals(Post.MOVE))).hasSize(moves);
  }

  @ParameterizedTest
  @ValueSource(strings = {"504_after_accept", "504_before"})
  void aMarkInDoubtIsFoundThoughTheMailWasMovedMeanwhile(String fault) {
    Received mail = new Received(post, "ann");
    String data = data(mail.passingId(), mail.internetMessageId());
    post.strike(post.preset(fault), "PATCH", Post.MESSAGE);
    post.beforeRun(2, () -> post.move("ann", mail.id(), "archive"));
    var _ = output(post.run(MAIL_MARK, data.replace("}", ", \"read\": true}")));
    assertThat(mail.now().path("isRead").asBoolean()).isTrue();
  }

  @Test
  void aMoveOfAMailThatIsGoneSinceIsNeitherCalledDoneNorFailed() {
    Received mail = new Received(post, "ann");
    String data = data(mail.passingId(), mail.internetMessageId());
    post.strike(post.preset("504_after_accept"), Post.MOVE);
    post.beforeRun(
        2,
        () -> {
          post.delete("ann", mail.id());
          post.delete("ann", mail.id());
        });
    Result result = post.run(MAIL_MOVE, data.replace("}", ", \"folder\": \"archive\"}"));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
  }

  // Answers disclose something, and anyone can write a Message-ID into a mail.

  private static final String TRIP =
      """
      {"subject": "Trip", "internetMessageId": "<trip@other.example>",
       "receivedDateTime": "2026-01-02T03:04:05Z",
       "from": {"emailAddress": {"address": "cat@other.example"}}}
      """;

  /** It came ten seconds later. */
  private static final String STRANGERS =
      TRIP.replace("03:04:05", "03:04:15").replace("cat@other", "eve@evil");

  static List<OperationName> answers() {
    return List.of(MAIL_REPLY, MAIL_REPLY_ALL, MAIL_FORWARD);
  }

  /** To the mail of which only the Message-ID leads on, and perhaps when it came. */
  private static String answer(String message, @Nullable String receivedAt) {
    return """
    {"message": "%s", "internetMessageId": "<trip@other.example>"%s, "body": "The code is 4711.",
     %s}
    """
        .formatted(
            message,
            receivedAt == null ? "" : ", \"receivedAt\": \"" + receivedAt + "\"",
            "\"bcc\": [{\"address\": \"ben@sandbox.example\"}]");
  }

  private Result answer(OperationName operation, String data) {
    String to = "\"to\": [{\"address\": \"ben@sandbox.example\"}]";
    return post.run(
        operation, operation.equals(MAIL_FORWARD) ? data.replaceFirst("\"bcc\": .*]", to) : data);
  }

  private void assertNothingWasChanged() {
    assertThat(post.accepted()).isZero();
    assertThat(post.mailsIn("ann", "drafts")).isEmpty();
    assertThat(post.calls())
        .filteredOn(call -> call.route().matches(".*/(create[A-Z].*|send)"))
        .noneMatch(call -> call.status() < 400);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void aMailIsAnsweredThoughItsIdIsStaleIfItIsKnownWhenItCame(OperationName operation) {
    String stale = new Received(post, "ann", TRIP).staleId();
    var _ = output(answer(operation, answer(stale, "2026-01-02T04:04:05+01:00")));
    assertThat(post.accepted()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("answers")
  void byItsMessageIdAloneNoMailIsAnswered(OperationName operation) {
    String stale = new Received(post, "ann", TRIP).staleId();
    Result result = answer(operation, answer(stale, null));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertNothingWasChanged();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void aStrangerWhoHasCopiedTheMessageIdGetsNoAnswer(OperationName operation) {
    Received trip = new Received(post, "ann", TRIP);
    String stale = trip.staleId();
    post.delete("ann", trip.id());
    post.delete("ann", trip.id());
    var _ = new Received(post, "ann", STRANGERS);

    Result result = answer(operation, answer(stale, "2026-01-02T03:04:05Z"));
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
    assertNothingWasChanged();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void besideAStrangersCopyTheMailIsNotGuessed(OperationName operation) {
    String stale = new Received(post, "ann", TRIP).staleId();
    var _ = new Received(post, "ann", STRANGERS);
    Result result = answer(operation, answer(stale, "2026-01-02T03:04:05Z"));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
    assertNothingWasChanged();
  }

  @Test
  void aMessageIdInOtherLettersIsAnothers() {
    String stale = new Received(post, "ann", TRIP).staleId();
    Result result = post.run(MAIL_GET, data(stale, "<TRIP@other.example>"));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.NOT_FOUND);
  }

  /** Where the list goes on. */
  private static Reply emptyPage(Request asked, Reply answer) {
    return Post.json(
        200,
        "{\"value\": [], \"@odata.nextLink\": \"/graph/v1.0/me/messages?"
            + asked.rawQuery()
            + "\"}");
  }

  private void strikeEmptyPage() {
    post.strike(
        Fault.replace("empty page", Point.AFTER, StaleIdsTest::emptyPage), "GET", Post.CREATE);
  }

  @Test
  void aMailIsFoundAlsoBehindAnEmptyPage() {
    Received mail = new Received(post, "ann", TRIP);
    String stale = mail.staleId();
    strikeEmptyPage();
    assertThat(output(post.run(MAIL_GET, data(stale, "<trip@other.example>"))).path("subject"))
        .isEqualTo(mail.now().path("subject"));
  }

  /** Nobody knows what is behind the last page that is read. */
  @Test
  void ofAListWithoutEndNoneIsTaken() {
    String stale = new Received(post, "ann", TRIP).staleId();
    for (int page = 0; page < 10; page++) {
      strikeEmptyPage();
    }
    Result result = post.run(MAIL_GET, data(stale, "<trip@other.example>"));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
  }

  @Test
  void aDraftThatWasMovedIsSentOnce() {
    JsonNode draft =
        post.post(
            "ann",
            "/me/messages",
            """
            {"subject": "Trip", "toRecipients": [{"emailAddress": {"address": "ben@sandbox.example"}}]}
            """);
    String stale = draft.path("id").asString();
    String messageId = draft.path("internetMessageId").asString();
    post.move("ann", stale, "archive");

    var _ = output(post.run(MAIL_SEND_DRAFT, data(stale, messageId)));
    assertThat(post.mailsAtLastIn("ben", "inbox")).hasSize(1);

    Result again =
        post.harness().run(Post.command("ann", "c-2", MAIL_SEND_DRAFT, data(stale, messageId)));
    assertThat(Received.problem(again).code()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(post.accepted()).isEqualTo(1);
  }

  @Test
  void aCrashWhileAMovedDraftIsSentSendsItOnce() {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      JsonNode draft =
          fresh.post(
              "ann",
              "/me/messages",
              """
              {"toRecipients": [{"emailAddress": {"address": "ben@sandbox.example"}}]}
              """);
      String stale = draft.path("id").asString();
      fresh.move("ann", stale, "archive");
      var harness = fresh.harness().crashAt(point);
      Result result =
          harness.run(
              Post.command(
                  "ann",
                  "c-1",
                  MAIL_SEND_DRAFT,
                  data(stale, draft.path("internetMessageId").asString())));
      assertThat(result.status()).as("crash at %s", point).isEqualTo(Status.SUCCEEDED);
      assertThat(fresh.accepted()).as("crash at %s", point).isEqualTo(1);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(3);
        return;
      }
    }
  }
}
