package dev.errand.mailworker.operations;

import static dev.errand.mailworker.operations.Answers.LUNCH;
import static dev.errand.mailworker.operations.Answers.assertOneReply;
import static dev.errand.mailworker.operations.Answers.assertWhole;
import static dev.errand.mailworker.operations.Answers.filesOf;
import static dev.errand.mailworker.operations.Answers.forward;
import static dev.errand.mailworker.operations.Answers.onlyMail;
import static dev.errand.mailworker.operations.Answers.reply;
import static dev.errand.schemas.mail.MailOperations.MAIL_FORWARD;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** An answer goes to whom it should, and has what was written above what it answers. */
class WrittenAnswersTest {

  private final Post post = new Post();

  private static List<String> addresses(JsonNode mail, String property) {
    return mail.path(property)
        .valueStream()
        .map(one -> one.path("emailAddress").path("address").asString())
        .toList();
  }

  private Received lunch() {
    return new Received(post, "ann", LUNCH);
  }

  @Test
  void aReplyGoesToTheSenderInTheSameConversation() {
    Received lunch = lunch();
    Result result = post.run(MAIL_REPLY, reply(lunch.id()));

    assertOneReply(post, result);
    JsonNode sent = post.mailsIn("ann", "sentitems").getFirst();
    assertThat(sent.path("subject").asString()).isEqualTo("Re: Lunch");
    assertThat(addresses(sent, "toRecipients")).containsExactly("ben@sandbox.example");
    assertThat(addresses(sent, "ccRecipients")).isEmpty();
    assertThat(sent.path("conversationId")).isEqualTo(lunch.now().path("conversationId"));
    assertThat(Objects.requireNonNull(result.output()).path("conversation"))
        .isEqualTo(lunch.now().path("conversationId"));
    assertThat(post.mailsIn("ann", "drafts")).isEmpty();
    assertThat(post.calls().stream().filter(call -> call.status() >= 400)).isEmpty();
  }

  @Test
  void aReplyToAllGoesToAllOnceAndToWhomItIsCopied() {
    Result result =
        post.run(
            MAIL_REPLY_ALL,
            """
            {"message": "%s", "body": "Yes", "importance": "high",
             "cc": [{"address": "DAN@other.example"}, {"address": "eve@other.example"}],
             "bcc": [{"address": "fay@other.example"}]}
            """
                .formatted(lunch().id()));

    assertThat(onlyMail(post, result).path("importance").asString()).isEqualTo("high");
    JsonNode sent = post.mailsIn("ann", "sentitems").getFirst();
    assertThat(addresses(sent, "toRecipients"))
        .containsExactly("ben@sandbox.example", "cat@other.example");
    assertThat(addresses(sent, "ccRecipients"))
        .containsExactly("dan@other.example", "eve@other.example");
    assertThat(addresses(sent, "bccRecipients")).containsExactly("fay@other.example");
  }

  @Test
  void anAnswerGoesWhereTheSenderWantsIt() {
    String desk =
        LUNCH.replace(
            "\"subject\"",
            "\"replyTo\": [{\"emailAddress\": {\"address\":"
                + " \"desk@other.example\"}}], \"subject\"");
    Result result = post.run(MAIL_REPLY, reply(new Received(post, "ann", desk).id()));
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(addresses(post.mailsAtLastIn("ann", "sentitems").getFirst(), "toRecipients"))
        .containsExactly("desk@other.example");
  }

  @Test
  void aForwardBringsTheFilesOfTheMailAndOurs() {
    JsonNode mail = onlyMail(post, post.run(MAIL_FORWARD, forward(lunch().id())));
    assertWhole(mail);
    assertThat(mail.path("subject").asString()).isEqualTo("Fw: Lunch");
    assertThat(filesOf(post, mail)).containsExactly("menu.txt=c291cA==", "menu (2).txt=Y2FrZQ==");
  }

  @Test
  void aForwardMayPassAMailOnWithoutAWord() {
    Received lunch = lunch();
    Result result =
        post.run(
            MAIL_FORWARD,
            "{\"message\": \"%s\", \"to\": [{\"address\": \"ben@sandbox.example\"}]}"
                .formatted(lunch.id()));
    JsonNode mail = onlyMail(post, result);
    assertThat(mail.path("body").path("content").asString())
        .containsOnlyOnce("Shall we?")
        .doesNotContain("<br>\r\n<html");
    assertThat(filesOf(post, mail)).containsExactly("menu.txt=c291cA==");
  }

  @Test
  void aTextIsQuotedAsHtmlThatShowsIt() {
    String text =
        LUNCH.replace(
            "\"html\", \"content\": \"<p>Shall we?</p>\"",
            "\"text\", \"content\": \"a < b\\nShall we?\"");
    JsonNode mail =
        onlyMail(post, post.run(MAIL_REPLY, reply(new Received(post, "ann", text).id())));
    assertWhole(mail);
    assertThat(mail.path("body").path("content").asString()).contains("a &lt; b");
  }

  @Test
  void htmlIsMadeHarmlessAndTheQuoteStays() {
    Result result =
        post.run(
            MAIL_REPLY,
            """
            {"message": "%s", "bodyType": "html",
             "body": "<p>Yes<script>alert(1)</script><img src='https://evil.example/p.gif'></p>"}
            """
                .formatted(lunch().id()));
    assertThat(onlyMail(post, result).path("body").path("content").asString())
        .contains("<p>Yes</p>", "Shall we?")
        .doesNotContain("alert", "evil");
  }

  @Test
  void aMailWithAStaleIdIsFoundAgainByItsMessageId() {
    Received lunch = lunch();
    String internetMessageId = lunch.internetMessageId();
    String receivedAt = lunch.now().path("receivedDateTime").asString();
    String data =
        "{\"message\": \"%s\", \"internetMessageId\": \"%s\", \"receivedAt\": \"%s\", \"body\": \"Yes\"}"
            .formatted(lunch.staleId(), internetMessageId, receivedAt);
    onlyMail(post, post.run(MAIL_REPLY, data));
  }

  @Test
  void anothersMailIsNotFoundAsOneThatIsNowhere() {
    for (var operation : List.of(MAIL_REPLY, MAIL_REPLY_ALL)) {
      new Received(post, "ann").assertHiddenFrom(id -> post.run(operation, reply(id)));
    }
    new Received(post, "ann").assertHiddenFrom(id -> post.run(MAIL_FORWARD, forward(id)));
    assertThat(post.accepted()).isZero();
    assertThat(post.mailsIn("ann", "drafts")).isEmpty();
  }

  private static String people(int number) {
    return IntStream.range(0, number)
        .mapToObj(i -> "{\"emailAddress\": {\"address\": \"p%d@other.example\"}}".formatted(i))
        .toList()
        .toString();
  }

  @ParameterizedTest
  @CsvSource({"498, 1, SUCCEEDED", "499, 1, FAILED", "600, 0, FAILED"})
  void anAnswerToTooManyIsNotSent(int others, int copies, Status status) {
    String mail =
        "{\"from\": {\"emailAddress\": {\"address\": \"ben@sandbox.example\"}}, \"subject\": \"s\","
            + " \"toRecipients\": %s}".formatted(people(others));
    String cc = copies == 0 ? "" : ", \"cc\": [{\"address\": \"eve@other.example\"}]";
    Result result =
        post.run(
            MAIL_REPLY_ALL,
            "{\"message\": \"%s\", \"body\": \"Yes\"%s}"
                .formatted(new Received(post, "ann", mail).id(), cc));
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(status);
    assertThat(post.accepted()).isEqualTo(status == Status.SUCCEEDED ? 1 : 0);
  }

  @Test
  void aMailFromNobodyIsNotAnswered() {
    String mail =
        "{\"subject\": \"s\", \"toRecipients\": [%s]}"
            .formatted("{\"emailAddress\": {\"address\": \"ann@sandbox.example\"}}");
    Received own = new Received(post, "ann", mail);
    Result result = post.run(MAIL_REPLY_ALL, reply(own.id()));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.accepted()).isZero();
  }

  @Test
  void aDraftIsNotAnswered() {
    String draft = post.post("ann", "/me/messages", "{\"subject\": \"s\"}").path("id").asString();
    Result result = post.run(MAIL_REPLY, reply(draft));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.CONFLICT);
    assertThat(post.accepted()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message': 'm', 'body': 'b', 'cc': [{'address': 'ben@sandbox.example\\r"
            + "\\n"
            + "Bcc: e@e.ee'}]}",
        "{'message': 'm', 'body': 'b', 'bcc': [{'address': 'a\\u2028b@sandbox.example'}]}",
        "{'message': 'm', 'body': 'b', 'cc': [{'address': '\\\"a b\\\"@sandbox.example'}]}",
        "{'message': 'm', 'body': 'b', 'cc': [{'address': 'a@b.cc', 'name': 'x\\u202Ey'}]}",
        "{'message': 'm', 'bodyType': 'html', 'body': '<script>x</script>'}",
        "{'message': 'm', 'body': 'a\\u0000b'}",
        "{'message': 'm', 'body': 'b', 'attachments': [{'name': 'n', 'contentType': 'text',"
            + " 'content': 'YQ=='}]}"
      })
  void whatCannotBeSentIsRefusedBeforeAnyCall(String data) {
    Result result = post.run(MAIL_REPLY, data.replace('\'', '"'));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'message': 'm', 'to': []}",
        "{'message': 'm', 'to': [{'address': 'a@b.cc\\r\\nBcc: e@e.ee'}]}",
        "{'message': 'm', 'to': [{'address': 'a\\u2028b@b.cc'}]}",
        "{'message': 'm', 'to': [{'address': 'a@b.cc'}], 'bodyType': 'html',"
            + " 'body': '<script>x</script>'}"
      })
  void whatCannotBePassedOnIsRefusedBeforeAnyCall(String data) {
    Result result = post.run(MAIL_FORWARD, data.replace('\'', '"'));
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).isEmpty();
  }
}
