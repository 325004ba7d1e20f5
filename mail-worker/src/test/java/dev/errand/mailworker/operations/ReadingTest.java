package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.FOLDER_LIST;
import static dev.errand.schemas.mail.MailOperations.MAIL_GET;
import static dev.errand.schemas.mail.MailOperations.MAIL_LIST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.mailworker.graph.Places;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is in the mailbox is told as it is, and no reading leads a token astray. */
class ReadingTest {

  private static final String LIST_ROUTE = "/graph/v1.0/me/mailFolders/{folder}/messages";

  private final Post post = new Post();

  private void mailsFromBen(int count) {
    post.settings("{\"sendDelayMillis\": 0}");
    for (int i = 1; i <= count; i++) {
      post.pass(Duration.ofMinutes(1));
      post.post(
          "ben",
          "/me/sendMail",
          """
          {"message": {"subject": "mail %d", "body": {"contentType": "html",
            "content": "<p>Hello <b>Ann</b></p>"},
            "toRecipients": [{"emailAddress": {"address": "ann@sandbox.example"}}]}}
          """
              .formatted(i));
    }
  }

  private JsonNode ask(String data) {
    return output(post.run(MAIL_LIST, data.replace('\'', '"')));
  }

  private static JsonNode output(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output());
  }

  private static List<String> subjects(JsonNode mails) {
    return mails.path("mails").valueStream().map(mail -> mail.path("subject").asString()).toList();
  }

  private static ProblemCode problem(Result result) {
    return Objects.requireNonNull(result.problem()).code();
  }

  @Test
  void mailsComeNewestFirstAPageAtATime() {
    mailsFromBen(7);
    List<String> all = new ArrayList<>();
    JsonNode page = ask("{'limit': 3}");
    assertThat(page.path("mails")).hasSize(3);
    all.addAll(subjects(page));
    while (page.has("cursor") && !page.path("cursor").isNull()) {
      page = ask("{'limit': 3, 'cursor': '" + page.path("cursor").asString() + "'}");
      all.addAll(subjects(page));
    }
    assertThat(all)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 7).mapToObj(i -> "mail " + (8 - i)).toList());
  }

  @Test
  void aPageGoesOnWithTheSameQuestion() {
    mailsFromBen(5);
    JsonNode first = ask("{'limit': 2, 'unread': true, 'from': 'BEN@sandbox.example'}");
    JsonNode second =
        ask(
            "{'limit': 2, 'unread': true, 'from': 'BEN@sandbox.example', 'cursor': '"
                + first.path("cursor").asString()
                + "'}");
    assertThat(subjects(first)).containsExactly("mail 5", "mail 4");
    assertThat(subjects(second)).containsExactly("mail 3", "mail 2");
  }

  @Test
  void aListKeepsToWhatWasAskedFor() {
    mailsFromBen(3);
    String second = ask("{}").path("mails").path(1).path("receivedAt").asString();
    assertThat(subjects(ask("{'since': '" + second + "'}"))).containsExactly("mail 3", "mail 2");
    assertThat(subjects(ask("{'before': '" + second + "'}"))).containsExactly("mail 1");
    assertThat(subjects(ask("{'unread': false}"))).isEmpty();
    assertThat(subjects(ask("{'unread': true}"))).hasSize(3);
    assertThat(subjects(ask("{'from': 'cat@sandbox.example'}"))).isEmpty();
    assertThat(subjects(ask("{'folder': 'sentitems'}"))).isEmpty();
    assertThat(
            subjects(
                ask("{'unread': true, 'from': 'ben@sandbox.example', 'since': '" + second + "'}")))
        .hasSize(2);
  }

  @Test
  void mailsWithFilesAreToldFromThoseWithout() {
    mailsFromBen(1);
    var _ =
        post.receive(
            "ann",
            """
            {"subject": "plan", "attachments": [
              {"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt",
               "contentType": "text/plain", "contentBytes": "YQ=="}]}
            """);
    assertThat(subjects(ask("{'hasAttachment': true}"))).containsExactly("plan");
    assertThat(subjects(ask("{'hasAttachment': false, 'unread': true}"))).containsExactly("mail 1");
  }

  @Test
  void aCursorThatSomebodyMadeUpReachesNobody() {
    Result result = post.run(MAIL_LIST, "{\"cursor\": \"aHR0cHM6Ly9ldmlsLmV4YW1wbGUv\"}");
    assertThat(problem(result)).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'limit': 2, 'cursor': '%s'}",
        "{'limit': 2, 'unread': true, 'folder': 'archive', 'cursor': '%s'}",
        "{'limit': 2, 'unread': false, 'cursor': '%s'}",
        "{'limit': 2, 'unread': true, 'from': 'ben@sandbox.example', 'cursor': '%s'}",
        "{'limit': 2, 'unread': true, 'since': '2026-01-01T00:00:00Z', 'cursor': '%s'}",
        "{'limit': 2, 'unread': true, 'before': '2026-01-01T00:00:00Z', 'cursor': '%s'}",
        "{'limit': 2, 'unread': true, 'hasAttachment': false, 'cursor': '%s'}",
        "{'limit': 3, 'unread': true, 'cursor': '%s'}",
        "{'unread': true, 'cursor': '%s'}"
      })
  void aCursorGoesOnWithItsOwnQuestionOnly(String other) {
    mailsFromBen(5);
    String cursor = ask("{'limit': 2, 'unread': true}").path("cursor").asString();
    long before = post.calls().size();
    Result result = post.run(MAIL_LIST, other.formatted(cursor).replace('\'', '"'));
    assertThat(problem(result)).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).hasSize((int) before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"$top=1", "$select=body", "$skip=2&$select=body", "$skip=2&$filter=isDraft", ""})
  void aPlaceThatSomebodyMadeUpReachesNobody(String madeUp) {
    mailsFromBen(3);
    String cursor = ask("{'limit': 2}").path("cursor").asString();
    long before = post.calls().size();
    String mark = cursor.substring(0, cursor.indexOf('.') + 1);
    for (String forged : List.of(mark + Places.cursor(madeUp), Places.cursor(madeUp))) {
      Result result = post.run(MAIL_LIST, "{\"limit\": 2, \"cursor\": \"" + forged + "\"}");
      assertThat(problem(result)).isEqualTo(ProblemCode.INVALID_COMMAND);
    }
    assertThat(post.calls()).hasSize((int) before);
  }

  @Test
  void aListsCursorIsNobodyElses() {
    mailsFromBen(3);
    String cursor = ask("{'limit': 2}").path("cursor").asString();
    String data = "{\"limit\": 2, \"cursor\": \"" + cursor + "\"}";
    assertThat(problem(post.harness().run(Post.command("ben", "c-2", MAIL_LIST, data))))
        .isEqualTo(ProblemCode.INVALID_COMMAND);
  }

  /** What would be asked again and again is given up when patience ends; nothing is followed. */
  @Test
  void aNextLinkToElsewhereIsNotHandedOut() {
    for (int i = 0; i < 100; i++) {
      post.strike(
          Fault.answer(
              Point.BEFORE,
              Post.json(
                  200, "{\"value\": [], \"@odata.nextLink\": \"https://evil.example/x?$skip=1\"}")),
          "GET",
          LIST_ROUTE);
    }
    Result result = post.run(MAIL_LIST, "{}");
    assertThat(problem(result)).isEqualTo(ProblemCode.PROVIDER_UNAVAILABLE);
    assertThat(String.valueOf(result.output())).doesNotContain("evil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"504_before", "reset_before", "429_retry_after_list", "500_transient"})
  void aReadIsSimplyRepeated(String fault) {
    mailsFromBen(1);
    post.strike(post.preset(fault), "GET", LIST_ROUTE);
    assertThat(subjects(ask("{}"))).containsExactly("mail 1");
  }

  @ParameterizedTest
  @CsvSource({"text, text, Hello Ann", "html, html, <p>Hello <b>Ann</b></p>"})
  void aMailIsReadAsTextOrHtml(String asked, String type, String body) {
    mailsFromBen(1);
    String id = ask("{}").path("mails").path(0).path("message").asString();
    JsonNode mail =
        output(
            post.run(MAIL_GET, "{\"message\": \"" + id + "\", \"bodyType\": \"" + asked + "\"}"));
    assertThat(mail.path("bodyType").asString()).isEqualTo(type);
    assertThat(mail.path("body").asString()).contains(body);
    assertThat(mail.path("from").path("address").asString()).isEqualTo("ben@sandbox.example");
    assertThat(mail.path("to")).hasSize(1);
    assertThat(mail.path("read").asBoolean()).isFalse();
    assertThat(mail.path("truncated").asBoolean()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"MAIL_GET, message", "MAIL_LIST, folder"})
  void whatIsNotThereIsNotFound(String operation, String input) {
    Result result =
        post.run(
            operation.equals("MAIL_GET") ? MAIL_GET : MAIL_LIST,
            "{\"" + input + "\": \"AAMkAGUwNjQ4ZjIxLTQ3Y2YtNDViMi1iZjc4LTMzNjM3\"}");
    assertThat(result.status()).isEqualTo(Status.FAILED);
    assertThat(problem(result)).isIn(ProblemCode.NOT_FOUND, ProblemCode.INVALID_COMMAND);
  }

  @Test
  void foldersComeAsATreeHoweverManyTheyAre() {
    for (int i = 0; i < 103; i++) {
      post.post("ann", "/me/mailFolders", "{\"displayName\": \"top " + i + "\"}");
    }
    String parent = "inbox";
    for (int depth = 1; depth <= 3; depth++) {
      parent =
          post.post(
                  "ann",
                  "/me/mailFolders/" + Post.encoded(parent) + "/childFolders",
                  "{\"displayName\": \"depth " + depth + "\"}")
              .path("id")
              .asString();
    }

    List<JsonNode> folders =
        output(post.run(FOLDER_LIST, "{}")).path("folders").valueStream().toList();

    assertThat(folders).extracting(Object::toString).doesNotHaveDuplicates();
    List<String> names = folders.stream().map(folder -> folder.path("name").asString()).toList();
    assertThat(names).contains("Inbox", "Drafts", "Sent Items", "top 0", "top 102", "depth 3");
    assertThat(names.indexOf("depth 1")).isLessThan(names.indexOf("depth 2"));
    assertThat(folders.get(names.indexOf("depth 2")).path("parent"))
        .isEqualTo(folders.get(names.indexOf("depth 1")).path("folder"));
    assertThat(folders.get(names.indexOf("Inbox")).path("parent").asString("")).isEmpty();
  }
}
