package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAILBOX_CHECK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a connection can see and do is told in one look, and what is missing is no failure. */
class CheckMailboxTest {

  private static final String FOLDER = "/graph/v1.0/me/mailFolders/{folder}";
  private static final String SETTINGS = "/graph/v1.0/me/mailboxSettings";
  private static final String BATCH = "/graph/v1.0/$batch";

  private final Post post = new Post();

  private JsonNode check() {
    Result result = post.run(MAILBOX_CHECK, "{}");
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    JsonNode output = Objects.requireNonNull(result.output());
    assertThat(new OperationCatalog().validateOutput(MAILBOX_CHECK, output))
        .isInstanceOf(OperationCatalog.Validation.Valid.class);
    return output;
  }

  private static List<String> missing(JsonNode checked) {
    return checked.path("missing").valueStream().map(one -> one.path("what").asString()).toList();
  }

  private static List<String> operations(JsonNode checked) {
    return checked.path("operations").valueStream().map(JsonNode::asString).toList();
  }

  private long calls(String route) {
    return post.calls().stream().filter(call -> call.route().equals(route)).count();
  }

  @Test
  void aWholeMailboxIsToldInOneRequestAndNothingIsMissing() {
    new Received(post, "ann");
    JsonNode checked = check();
    assertThat(checked.path("ready").asBoolean()).isTrue();
    assertThat(checked.path("reachable").asBoolean()).isTrue();
    assertThat(operations(checked))
        .containsExactlyElementsOf(
            OperationCatalog.names(Topics.MAIL).stream().map(OperationName::value).toList());
    assertThat(checked.path("settings").path("timeZone").asString()).isEqualTo("UTC");
    assertThat(checked.path("settings").path("workingHours"))
        .hasToString(
            "{\"days\":[\"monday\",\"tuesday\",\"wednesday\",\"thursday\",\"friday\"],"
                + "\"start\":\"08:00\",\"end\":\"17:00\",\"timeZone\":\"UTC\"}");
    assertThat(checked.path("automaticReplies")).hasToString("{\"status\":\"off\"}");
    assertThat(checked.path("folders").valueStream().map(one -> one.path("name").asString()))
        .containsExactly(
            "inbox", "drafts", "sentitems", "archive", "deleteditems", "junkemail", "outbox");
    assertThat(checked.path("folders").path(0).path("unread").asInt()).isEqualTo(1);
    assertThat(calls(BATCH)).isEqualTo(1);
    assertThat(calls(SETTINGS) + calls(FOLDER)).isEqualTo(8);
    assertThat(post.calls()).hasSize(9);
  }

  @Test
  void foldersHaveTheirNamesInTheLanguageOfThePersonAndTheirOwn() {
    post.speak("ann", "de-DE");
    JsonNode checked = check();
    assertThat(checked.path("settings").path("language").asString()).isEqualTo("de-DE");
    assertThat(checked.path("folders").path(0).path("name").asString()).isEqualTo("inbox");
    assertThat(checked.path("folders").path(0).path("title").asString()).isEqualTo("Posteingang");
  }

  @ParameterizedTest
  @CsvSource({"alwaysEnabled, on, ''", "scheduled, scheduled, 2026-01-01T08:00:00Z"})
  void automaticRepliesAreToldWithTheBeginningOfTheirWords(
      String set, String status, String start) {
    post.habits(
        "ann",
        """
        {"automaticReplies": "%s",
         "replyMessage": "<html><style>p {color: red}</style><p>I am <b>away</b> &amp; back%s</p>"}
        """
            .formatted(set, " soon".repeat(200)));
    JsonNode replies = check().path("automaticReplies");
    assertThat(replies.path("status").asString()).isEqualTo(status);
    assertThat(replies.path("start").asString("")).isEqualTo(start);
    assertThat(replies.path("text").asString()).startsWith("I am away & back soon").hasSize(500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Mail.Send User.Read | permission_to_read permission_to_change permission_to_read_settings"
            + " | 0",
        "Mail.Read Mail.Send | permission_to_change permission_to_read_settings | 7",
        "Mail.ReadWrite MailboxSettings.Read | permission_to_send | 8",
        "MailboxSettings.Read | permission_to_read permission_to_change permission_to_send | 1",
      })
  void whatWasNotGrantedIsMissingAndNotAskedFor(String scopes, String missing, int reads) {
    var _ = post.granting(scopes.split(" "));
    JsonNode checked = check();
    assertThat(checked.path("ready").asBoolean()).isFalse();
    assertThat(missing(checked)).containsExactly(missing.split(" "));
    assertThat(checked.path("missing").path(0).path("action").asString()).contains("administrator");
    assertThat(calls(SETTINGS) + calls(FOLDER)).isEqualTo(reads);
    assertThat(checked.has("reachable")).isEqualTo(reads > 0);
    assertThat(operations(checked)).contains("mailbox.check", "mail.cancel");
    assertThat(operations(checked).contains("mail.get")).isEqualTo(scopes.contains("Mail.Read"));
    assertThat(operations(checked).contains("mail.move"))
        .isEqualTo(scopes.contains("Mail.ReadWrite"));
    assertThat(operations(checked).contains("mail.send")).isEqualTo(scopes.contains("Mail.Send"));
    assertThat(operations(checked)).doesNotContain("mail.send-draft", "mail.reply");
  }

  /** An organisation may take back what a person has granted. */
  @Test
  void whatIsRefusedIsMissingWhateverWasGranted() {
    var _ = post.keepingTo("Mail.Send");
    JsonNode checked = check();
    assertThat(missing(checked))
        .containsExactly(
            "permission_to_read", "permission_to_change", "permission_to_read_settings");
    assertThat(operations(checked)).doesNotContain("mail.get", "mail.move", "folder.list");
    assertThat(checked.path("folders")).isEmpty();
    assertThat(checked.has("settings")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"MailboxNotEnabledForRESTAPI", "ResourceNotFound", "ErrorNonExistentMailbox"})
  void aMailboxThatCannotBeReachedIsAFindingAndNoFailure(String code) {
    for (int i = 0; i < 7; i++) {
      post.strike(refusal(404, code), "GET", FOLDER);
    }
    post.strike(refusal(404, code), "GET", SETTINGS);
    JsonNode checked = check();
    assertThat(checked.path("ready").asBoolean()).isFalse();
    assertThat(checked.path("reachable").asBoolean(true)).isFalse();
    assertThat(missing(checked)).containsExactly("mailbox");
    assertThat(operations(checked)).isEmpty();
    assertThat(calls(BATCH)).isEqualTo(1);
  }

  private static Fault refusal(int status, String code) {
    return Fault.answer(
        Point.BEFORE, Post.json(status, "{\"error\": {\"code\": \"" + code + "\"}}"));
  }

  @Test
  void aFolderThatIsNotThereIsLeftOut() {
    post.strike(refusal(404, "ErrorItemNotFound"), "GET", FOLDER);
    JsonNode checked = check();
    assertThat(checked.path("ready").asBoolean()).isTrue();
    assertThat(checked.path("folders")).hasSize(6);
  }

  @Test
  void aFolderThatIsClosedIsLeftOutAndTheOthersMayBeRead() {
    post.strike(refusal(403, "ErrorAccessDenied"), "GET", FOLDER);
    JsonNode checked = check();
    assertThat(checked.path("ready").asBoolean()).isTrue();
    assertThat(checked.path("folders")).hasSize(6);
    assertThat(operations(checked)).contains("mail.get", "mail.move");
  }

  @Test
  void whereNoFolderMayBeReadReadingIsMissing() {
    for (int i = 0; i < 7; i++) {
      post.strike(refusal(403, "ErrorAccessDenied"), "GET", FOLDER);
    }
    assertThat(missing(check())).containsExactly("permission_to_read", "permission_to_change");
  }

  /** Graph refuses single reads of a batch, each with a pause of its own. */
  @Test
  void whatIsThrottledInABatchIsAskedAgainAfterItsOwnPause() {
    post.strike(post.preset("429"), "GET", FOLDER);
    assertThat(check().path("folders")).hasSize(7);
    assertThat(calls(BATCH)).isEqualTo(2);
    assertThat(calls(FOLDER)).isEqualTo(14);
  }

  @Test
  void anAnswerThatIsMissingInABatchIsNoAnswer() {
    post.strike(Fault.answer(Point.BEFORE, Post.json(200, "{\"responses\": []}")), "POST", BATCH);
    assertThat(check().path("folders")).hasSize(7);
    assertThat(calls(BATCH)).isEqualTo(2);
  }
}
