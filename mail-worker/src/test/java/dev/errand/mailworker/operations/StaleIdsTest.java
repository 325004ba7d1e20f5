package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_LIST;
import static dev.errand.schemas.mail.MailOperations.MAIL_GET;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND_DRAFT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
