package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_LIST;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEARCH;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Mails are found by their words, and by nothing that the words try to be. */
class SearchMailsTest {

  private static final String ROUTE = "/graph/v1.0/me/messages";

  private final Post post = new Post();

  private void received(String subject, String text, String address, String at) {
    received(subject, text, address, at, "[]");
  }

  private void received(String subject, String text, String address, String at, String files) {
    var _ =
        post.receive(
            "ann",
            """
            {"subject": "%s", "body": {"contentType": "text", "content": "%s"},
             "from": {"emailAddress": {"name": "x", "address": "%s"}},
             "receivedDateTime": "%s", "attachments": %s}
            """
                .formatted(subject, text, address, at, files));
  }

  private void threeMails() {
    received("Lunch", "Shall we eat pizza on Friday?", "eve@far.example", "2026-01-05T10:00:00Z");
    received("Invoice 42", "Pizza was expensive", "ian@far.example", "2026-02-05T10:00:00Z");
    received("Minutes", "eve said AND wrote it", "ian@far.example", "2026-03-05T10:00:00Z");
    indexed();
  }

  private void indexed() {
    post.pass(Duration.ofSeconds(3));
  }

  private Result search(String data) {
    return post.run(MAIL_SEARCH, data.replace('\'', '"'));
  }

  private List<String> found(String data) {
    return subjects(output(search(data)));
  }

  private static JsonNode output(Result result) {
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    return Objects.requireNonNull(result.output());
  }

  private static List<String> subjects(JsonNode mails) {
    return mails.path("mails").valueStream().map(mail -> mail.path("subject").asString()).toList();
  }

  private static String cursor(JsonNode mails) {
    return mails.path("cursor").asString();
  }

  private static ProblemCode problem(Result result) {
    return Objects.requireNonNull(result.problem()).code();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pizza | Invoice 42; Lunch",
        "PIZZA expensive | Invoice 42",
        "\\\"on friday\\\" pizza | Lunch",
        "\\\"friday on\\\" | ''",
        "eve@far.example | Lunch",
        "42 | Invoice 42",
        "wrote AND | Minutes"
      })
  void allWordsAreInTheMail(String words, String subjects) {
    threeMails();
    assertThat(String.join("; ", found("{'words': '" + words + "'}"))).isEqualTo(subjects);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject:lunch",
        "from:ian",
        "lunch OR minutes",
        "pizza NOT minutes",
        "pizza -minutes",
        "expens*",
        "received>=2026-02-01",
        "hasAttachments:false",
        "zzz\\\" OR \\\"pizza",
        "zzz\\\\\\\" OR \\\\\\\"pizza"
      })
  void wordsAreNothingElse(String words) {
    threeMails();
    assertThat(found("{'words': '" + words + "'}")).isEmpty();
  }

  @Test
  void theRestOfTheQuestionIsKeptToTheSecond() {
    threeMails();
    received("With file", "pizza", "ian@far.example", "2026-02-05T10:00:01Z", FILE);
    indexed();
    assertThat(found("{'words': 'pizza', 'from': 'ian@far.example'}"))
        .containsExactly("With file", "Invoice 42");
    assertThat(found("{'words': 'pizza', 'since': '2026-02-05T10:00:01Z'}"))
        .containsExactly("With file");
    assertThat(found("{'words': 'pizza', 'before': '2026-02-05T10:00:01Z'}"))
        .containsExactly("Invoice 42", "Lunch");
    assertThat(found("{'words': 'pizza', 'hasAttachment': true}")).containsExactly("With file");
    assertThat(found("{'words': 'pizza', 'hasAttachment': false}"))
        .containsExactly("Invoice 42", "Lunch");
    assertThat(found("{'words': 'pizza', 'folder': 'archive'}")).isEmpty();
    assertThat(found("{'words': 'pizza', 'folder': 'inbox'}")).hasSize(3);
  }

  /** Outlook's index finds the words of a sender also in names, and in other addresses. */
  @Test
  void onlyWhatThatAddressSentIsFound() {
    post.strike(
        Fault.answer(
            Point.BEFORE,
            Post.json(
                200,
                """
                {"value": [
                  {"id": "1", "subject": "theirs",
                   "from": {"emailAddress": {"name": "x", "address": "IAN@far.example"}}},
                  {"id": "2", "subject": "a name",
                   "from": {"emailAddress": {"name": "ian@far.example", "address": "e@v.il"}}},
                  {"id": "3", "subject": "longer",
                   "from": {"emailAddress": {"name": "x", "address": "ian@far.example.org"}}},
                  {"id": "4", "subject": "no address", "from": {}},
                  {"id": "5", "subject": "nobody"}]}
                """)),
        "GET",
        ROUTE);
    assertThat(found("{'words': 'pizza', 'from': 'ian@far.example'}")).containsExactly("theirs");
  }

  private static final String FILE =
      """
      [{"@odata.type": "#microsoft.graph.fileAttachment", "name": "a.txt",
        "contentType": "text/plain", "contentBytes": "YQ=="}]
      """;

  @Test
  void aMailThatCameJustNowIsNotFoundYet() {
    received("Fresh", "unheard of", "eve@far.example", "2026-04-05T10:00:00Z");
    assertThat(found("{'words': 'unheard'}")).isEmpty();
    indexed();
    assertThat(found("{'words': 'unheard'}")).containsExactly("Fresh");
  }

  @Test
  void pagesGoOnUpToTwoHundredAndFifty() {
    for (int i = 0; i < 260; i++) {
      received("Alarm " + i, "x", "bot@far.example", "2026-04-05T10:00:00Z");
    }
    indexed();
    List<String> all = new ArrayList<>();
    JsonNode page = output(search("{'words': 'alarm', 'limit': 100}"));
    all.addAll(subjects(page));
    while (page.has("cursor")) {
      page =
          output(
              search("{'words': 'alarm', 'limit': 100, 'cursor': '%s'}".formatted(cursor(page))));
      all.addAll(subjects(page));
    }
    assertThat(all).hasSize(250).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'words': 'other', 'limit': 1, 'cursor': '%s'}",
        "{'words': 'pizza', 'limit': 1, 'folder': 'inbox', 'cursor': '%s'}",
        "{'words': 'pizza', 'limit': 1, 'from': 'ian@far.example', 'cursor': '%s'}",
        "{'words': 'pizza', 'limit': 1, 'since': '2026-01-01T00:00:00Z', 'cursor': '%s'}",
        "{'words': 'pizza', 'limit': 1, 'hasAttachment': false, 'cursor': '%s'}",
        "{'words': 'pizza', 'limit': 2, 'cursor': '%s'}",
        "{'words': 'pizza', 'cursor': '%s'}",
        "{'words': 'pizza', 'limit': 1, 'cursor': 'x%s'}",
        "{'words': 'pizza', 'limit': 1, 'cursor': 'JHNraXA9MQ'}"
      })
  void aCursorGoesOnWithItsOwnQuestionOnly(String other) {
    threeMails();
    String cursor = cursor(output(search("{'words': 'pizza', 'limit': 1}")));
    long before = post.calls().size();
    assertThat(problem(search(other.formatted(cursor)))).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).hasSize((int) before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$top=1", "$select=body", "$skiptoken=1&$select=body", "$deltatoken=a"})
  void aPlaceThatSomebodyMadeUpReachesNobody(String madeUp) {
    threeMails();
    String cursor = cursor(output(search("{'words': 'pizza', 'limit': 1}")));
    long before = post.calls().size();
    String forged = cursor.substring(0, cursor.indexOf('.') + 1) + Places.cursor(madeUp);
    assertThat(problem(search("{'words': 'pizza', 'limit': 1, 'cursor': '%s'}".formatted(forged))))
        .isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(post.calls()).hasSize((int) before);
  }

  @Test
  void aCursorGoesOnForItsOwnPersonOnlyAndIsNoneOfAList() {
    threeMails();
    String cursor = cursor(output(search("{'words': 'pizza', 'limit': 1}")));
    String data = "{\"words\": \"pizza\", \"limit\": 1, \"cursor\": \"" + cursor + "\"}";
    assertThat(subjects(output(post.run(MAIL_SEARCH, data)))).containsExactly("Lunch");
    assertThat(problem(post.harness().run(Post.command("ben", "c-2", MAIL_SEARCH, data))))
        .isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(problem(post.run(MAIL_LIST, "{\"cursor\": \"" + cursor + "\"}")))
        .isEqualTo(ProblemCode.INVALID_COMMAND);
  }

  @Test
  void anothersFolderIsNotFoundAsOneThatIsNowhere() {
    String bens = post.get("ben", "/me/mailFolders/inbox").path("id").asString();
    Result foreign = search("{'words': 'x', 'folder': '" + bens + "'}");
    Result random = search("{'words': 'x', 'folder': '" + Received.nobodys(bens) + "'}");
    assertThat(problem(foreign)).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(Received.toldOf(foreign)).isEqualTo(Received.toldOf(random));
  }

  @Test
  void anotherPersonsMailsAreNotFound() {
    threeMails();
    new Received(post, "ben");
    indexed();
    assertThat(found("{'words': 'trip'}")).isEmpty();
  }

  @Test
  void aNextLinkToElsewhereIsNotHandedOut() {
    threeMails();
    post.strike(
        Fault.answer(
            Point.BEFORE,
            Post.json(
                200, "{\"value\": [], \"@odata.nextLink\": \"https://evil.example/x?$skip=1\"}")),
        "GET",
        ROUTE);
    assertThat(found("{'words': 'pizza'}")).hasSize(2);
    assertThat(post.calls()).hasSize(2);
  }
}
