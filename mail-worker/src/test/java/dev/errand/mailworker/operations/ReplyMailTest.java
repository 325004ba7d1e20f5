package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_FORWARD;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY_ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.mailworker.graph.ExtendedProperty;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.Command;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Whatever goes wrong: one answer, with what was written once above what it answers. */
class ReplyMailTest {

  /** From ben, who wants answers at his desk, to ann and two others. */
  private static final String LUNCH =
      """
      {"subject": "Lunch", "body": {"contentType": "html", "content": "<p>Shall we?</p>"},
       "from": {"emailAddress": {"name": "Ben", "address": "ben@sandbox.example"}},
       "toRecipients": [{"emailAddress": {"address": "ann@sandbox.example"}},
                        {"emailAddress": {"address": "cat@other.example"}}],
       "ccRecipients": [{"emailAddress": {"address": "dan@other.example"}}],
       "attachments": [{"@odata.type": "#microsoft.graph.fileAttachment", "name": "menu.txt",
                        "contentType": "text/plain", "contentBytes": "c291cA=="}]}
      """;

  private final Post post = new Post();

  private static String reply(String message) {
    return """
    {"message": "%s", "body": "At <noon>.\\nAnn",
     "attachments": [{"name": "menu.txt", "contentType": "text/plain", "content": "Y2FrZQ=="}]}
    """
        .formatted(message);
  }

  private static String forward(String message) {
    return """
    {"message": "%s", "to": [{"address": "ben@sandbox.example"}], "body": "At <noon>.\\nAnn",
     "attachments": [{"name": "menu.txt", "contentType": "text/plain", "content": "Y2FrZQ=="}]}
    """
        .formatted(message);
  }

  private static JsonNode onlyMail(Post post, Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    assertThat(post.accepted()).isEqualTo(1);
    List<JsonNode> received = post.mailsAtLastIn("ben", "inbox");
    assertThat(received).hasSize(1);
    assertThat(Objects.requireNonNull(result.output()).path("internetMessageId"))
        .isEqualTo(received.getFirst().path("internetMessageId"));
    assertThat(post.mailsIn("ann", "sentitems")).hasSize(1);
    return received.getFirst();
  }

  /** What was written and what is answered are each there once, in that order. */
  private static void assertWhole(JsonNode mail) {
    String body = mail.path("body").path("content").asString();
    assertThat(body).containsOnlyOnce("At &lt;noon&gt;.<br>").containsOnlyOnce("Shall we?");
    assertThat(body).contains("Sent:");
    assertThat(body.indexOf("At &lt;noon&gt;")).isLessThan(body.indexOf("Sent:"));
    assertThat(body.indexOf("Sent:")).isLessThan(body.indexOf("Shall we?"));
  }

  private static void assertOneReply(Post post, Result result) {
    JsonNode mail = onlyMail(post, result);
    assertWhole(mail);
    assertThat(filesOf(post, mail)).containsExactly("menu.txt=Y2FrZQ==");
  }

  private static List<String> filesOf(Post post, JsonNode mail) {
    return post.get(
            "ben", "/me/messages/" + Post.encoded(mail.path("id").asString()) + "/attachments")
        .path("value")
        .valueStream()
        .map(file -> file.path("name").asString() + "=" + file.path("contentBytes").asString())
        .toList();
  }

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

  private static Stream<Arguments> faults() {
    return PassingFaults.anywhere().stream()
        .flatMap(
            fault ->
                Stream.of(
                    Arguments.of(fault, "POST", Post.CREATE_REPLY),
                    Arguments.of(fault, "GET", Post.MESSAGE),
                    Arguments.of(fault, "PATCH", Post.MESSAGE),
                    Arguments.of(fault, "POST", Post.ATTACH),
                    Arguments.of(fault, "POST", Post.SEND)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aPassingFaultCostsTimeAndNothingElse(String fault, String method, String route) {
    String lunch = lunch().id();
    post.strike(post.preset(fault), method, route);
    assertOneReply(post, post.run(MAIL_REPLY, reply(lunch)));
    assertThat(post.mailsIn("ann", "drafts")).isEmpty();
  }

  /** It is not documented whether the mark travels with what makes the draft. */
  @ParameterizedTest
  @MethodSource("faults")
  void itIsOneMailAlsoWhereTheDraftIsMadeWithoutItsMark(String fault, String method, String route) {
    post.settings("{\"replyProperties\": false}");
    String lunch = lunch().id();
    post.strike(post.preset(fault), method, route);
    assertOneReply(post, post.run(MAIL_REPLY, reply(lunch)));
    assertThat(post.mailsIn("ann", "drafts"))
        .allSatisfy(twin -> assertThat(twin.toString()).doesNotContain("noon"))
        .hasSizeLessThanOrEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"createForward", "createReplyAll"})
  void theOtherTwoAreOneMailAsWell(String made) {
    for (String fault : List.of("504_after_accept", "504_before")) {
      Post fresh = new Post();
      String lunch = new Received(fresh, "ann", LUNCH).id();
      fresh.strike(fresh.preset(fault), "/graph/v1.0/me/messages/{id}/" + made);
      fresh.strike(fresh.preset(fault), "PATCH", Post.MESSAGE);
      fresh.strike(fresh.preset(fault), Post.SEND);
      Result result =
          made.equals("createForward")
              ? fresh.run(MAIL_FORWARD, forward(lunch))
              : fresh.run(MAIL_REPLY_ALL, reply(lunch));
      assertWhole(onlyMail(fresh, result));
    }
  }

  private static Stream<Arguments> crashes() {
    return Stream.of(true, false)
        .flatMap(
            marked ->
                Stream.of(
                    Arguments.of(marked, "none", ""),
                    Arguments.of(marked, "504_after_accept", Post.CREATE_REPLY),
                    Arguments.of(marked, "504_before", Post.CREATE_REPLY),
                    Arguments.of(marked, "504_after_accept", Post.MESSAGE),
                    Arguments.of(marked, "504_before", Post.MESSAGE),
                    Arguments.of(marked, "504_after_accept", Post.SEND),
                    Arguments.of(marked, "504_before", Post.SEND)));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void aCrashAtAnyPointLeavesOneMail(boolean marked, String fault, String route) {
    for (int point = 1; ; point++) {
      Post fresh = new Post();
      fresh.settings("{\"replyProperties\": " + marked + "}");
      String lunch = new Received(fresh, "ann", LUNCH).id();
      if (!fault.equals("none")) {
        fresh.strike(fresh.preset(fault), route.equals(Post.MESSAGE) ? "PATCH" : "POST", route);
      }
      OperationHarness harness = fresh.harness().crashAt(point);
      Result result = harness.run(Post.command("ann", "c-1", MAIL_REPLY, reply(lunch)));
      assertOneReply(fresh, result);
      assertThat(fresh.mailsIn("ann", "drafts")).hasSizeLessThanOrEqualTo(marked ? 0 : 2);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(10);
        return;
      }
    }
  }

  /** Our patience with the change is over, and then it is made after all. */
  @Test
  void aChangeThatComesLateIsNotMadeTwice() {
    String lunch = lunch().id();
    post.strike(post.preset("504_before"), "PATCH", Post.MESSAGE);
    post.beforeRun(
        3,
        () -> {
          JsonNode draft = post.mailsIn("ann", "drafts").getFirst();
          ExtendedProperty mark = Mark.of(Post.command("ann", "c-1", MAIL_REPLY, reply(lunch)));
          var _ =
              post.patch(
                  "ann",
                  "/me/messages/" + Post.encoded(draft.path("id").asString()),
                  """
                  {"body": {"contentType": "html", "content": "<div>At &lt;noon&gt;.<br>Ann</div>%s"},
                   "singleValueExtendedProperties": [{"id": "%s", "value": "%s"}]}
                  """
                      .formatted(
                          draft
                              .path("body")
                              .path("content")
                              .asString()
                              .replace("\"", "\\\"")
                              .replace("\r\n", ""),
                          mark.id(),
                          mark.value()));
        });
    assertOneReply(post, post.run(MAIL_REPLY, reply(lunch)));
    assertThat(post.calls().stream().filter(call -> call.method().equals("PATCH"))).hasSize(2);
  }

  @Test
  void aTwinOfTheDraftIsPutAway() {
    String lunch = lunch().id();
    ExtendedProperty mark = Mark.ofUnfinished(Post.command("ann", "c-1", MAIL_REPLY, reply(lunch)));
    post.strike(post.preset("504_after_accept"), Post.CREATE_REPLY);
    post.beforeRun(
        2,
        () -> {
          post.pass(Duration.ofSeconds(1));
          var _ =
              post.post(
                  "ann",
                  "/me/messages/" + Post.encoded(lunch) + "/createReply",
                  """
                  {"message": {"singleValueExtendedProperties": [{"id": "%s", "value": "%s"}]}}
                  """
                      .formatted(mark.id(), mark.value()));
        });
    assertOneReply(post, post.run(MAIL_REPLY, reply(lunch)));
    assertThat(post.mailsIn("ann", "drafts")).isEmpty();
    assertThat(post.mailsIn("ann", "deleteditems")).hasSize(1);
  }

  /** What came with the mail must not be taken for ours. */
  @ParameterizedTest
  @ValueSource(strings = {"504_before", "504_after_accept"})
  void aFileOfTheMailsNameIsAttachedAllTheSame(String fault) {
    String lunch = lunch().id();
    post.strike(post.preset(fault), Post.ATTACH);
    JsonNode mail = onlyMail(post, post.run(MAIL_FORWARD, forward(lunch)));
    assertThat(filesOf(post, mail)).containsExactly("menu.txt=c291cA==", "menu (2).txt=Y2FrZQ==");
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

  @Test
  void aDraftThatIsGoneBeforeItIsFinishedIsNotSent() {
    String lunch = lunch().id();
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(404, "{\"error\": {\"code\": \"ErrorItemNotFound\"}}")),
        "GET",
        Post.MESSAGE);
    Result result = post.run(MAIL_REPLY, reply(lunch));
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(Received.problem(result).code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(post.accepted()).isZero();
  }

  /** The provider does not let us look, so the command ends; later it does, and it is replayed. */
  @ParameterizedTest
  @CsvSource({
    "504_after_accept, " + Post.CREATE_REPLY,
    "504_before, " + Post.CREATE_REPLY,
    "504_after_accept, " + Post.SEND,
    "504_before, " + Post.SEND
  })
  void aReplayLooksForWhatTheFirstMayHaveDone(String fault, String route) {
    Command first = Post.command("ann", "c-1", MAIL_REPLY, reply(lunch().id()));
    post.strike(post.preset(fault), route);
    post.strike(
        Fault.answer(
            Point.BEFORE, Post.json(403, "{\"error\": {\"code\": \"ErrorAccessDenied\"}}")),
        "GET",
        Post.CREATE);
    OperationHarness harness = post.harness();
    assertThat(harness.run(first).status())
        .isEqualTo(route.equals(Post.SEND) ? Status.UNKNOWN : Status.FAILED);
    post.show();
    assertOneReply(post, harness.run(Post.replay(first, 1)));
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
