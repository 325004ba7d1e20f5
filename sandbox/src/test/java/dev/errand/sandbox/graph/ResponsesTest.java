package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.MARKER;
import static dev.errand.sandbox.graph.GraphWorld.acceptedCommands;
import static dev.errand.sandbox.graph.GraphWorld.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.graph.GraphClient.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ResponsesTest {

  private static final String[] TEXT = {"Prefer", "outlook.body-content-type=\"text\""};

  private GraphClient ann = new GraphClient(GraphWorld.fresh().uri(), "");
  private GraphClient ben = ann;

  @BeforeEach
  void beginEmpty() {
    GraphWorld.fresh().world().people().make("cat");
    GraphWorld.settings("{\"sendDelayMillis\":0}");
    ann = as("ann");
    ben = as("ben");
  }

  @Test
  void aReplyGoesToTheSenderInTheSameConversationWithTheQuoteBelow() {
    String received = received("Lunch", "");

    Answer made = ben.post("/me/messages/" + received + "/createReply", "");

    assertThat(made.status()).isEqualTo(201);
    JsonNode draft = made.body();
    assertThat(draft.path("isDraft").asBoolean()).isTrue();
    assertThat(draft.path("subject").asString()).isEqualTo("Re: Lunch");
    assertThat(addresses(draft, "toRecipients")).containsExactly("ann@sandbox.example");
    assertThat(addresses(draft, "ccRecipients")).isEmpty();
    JsonNode original = ben.get("/me/messages/" + received).body();
    assertThat(draft.path("conversationId")).isEqualTo(original.path("conversationId"));
    assertThat(draft.path("conversationIndex").asString())
        .startsWith(original.path("conversationIndex").asString().substring(0, 28));
    String body = draft.path("body").path("content").asString();
    assertThat(body)
        .contains("divRplyFwdMsg")
        .contains("<b>From:</b> Ann &lt;ann@sandbox.example&gt;")
        .contains("<p>Shall we?</p>");
    assertThat(draft.path("internetMessageId")).isNotEqualTo(original.path("internetMessageId"));
  }

  @Test
  void anAnswerThatIsSentComesBackIntoTheConversationItAnswers() {
    String received = received("Lunch", "");
    String draft = id(ben.post("/me/messages/" + received + "/createReply", ""));
    assertThat(ben.post("/me/messages/" + draft + "/send", "").status()).isEqualTo(202);

    JsonNode sent = first(ann, "sentitems");
    JsonNode answer = first(ann, "inbox");
    assertThat(answer.path("subject").asString()).isEqualTo("Re: Lunch");
    assertThat(answer.path("conversationId")).isEqualTo(sent.path("conversationId"));
  }

  @Test
  void replyToIsStrongerThanFromAndAllAreAnsweredOnceButNotOneself() {
    String received =
        received(
            "Lunch",
            """
            "replyTo":[{"emailAddress":{"address":"desk@far.example"}}],
            "ccRecipients":[{"emailAddress":{"address":"cat@sandbox.example"}},
              {"emailAddress":{"address":"BEN@sandbox.example"}}],
            """);
    JsonNode reply = ben.post("/me/messages/" + received + "/createReply", "").body();
    assertThat(addresses(reply, "toRecipients")).containsExactly("desk@far.example");

    JsonNode all = ben.post("/me/messages/" + received + "/createReplyAll", "").body();
    assertThat(addresses(all, "toRecipients")).containsExactly("desk@far.example");
    assertThat(addresses(all, "ccRecipients")).containsExactly("cat@sandbox.example");
  }

  @Test
  void aForwardBringsTheFilesAndAReplyTheInlineOnesOnly() {
    String received =
        received(
            "Lunch",
            """
            "attachments":[
             {"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt","contentBytes":"aGk="},
             {"@odata.type":"#microsoft.graph.fileAttachment","name":"i.png","contentBytes":"aGk=",
              "isInline":true,"contentId":"i"}],
            """);
    JsonNode forward = ben.post("/me/messages/" + received + "/createForward", "").body();
    assertThat(forward.path("subject").asString()).isEqualTo("Fw: Lunch");
    assertThat(forward.path("toRecipients")).isEmpty();
    assertThat(forward.path("hasAttachments").asBoolean()).isTrue();
    assertThat(names(forward)).containsExactly("a.txt", "i.png");

    JsonNode reply = ben.post("/me/messages/" + received + "/createReply", "").body();
    assertThat(reply.path("hasAttachments").asBoolean()).isFalse();
    assertThat(names(reply)).containsExactly("i.png");
  }

  @ParameterizedTest
  @CsvSource({
    "Lunch, Re: Lunch",
    "Re: Lunch, Re: Lunch",
    "Fw: Re: Lunch, Re: Re: Lunch",
    "AW: Lunch, Re: Lunch",
    "FYI: Lunch, Re: Lunch",
    "Note: Lunch, Re: Note: Lunch",
    "10:30 Lunch, Re: 10:30 Lunch",
  })
  void oneShortPrefixIsReplacedWhateverItMeans(String subject, String answered) {
    JsonNode reply = ben.post("/me/messages/" + received(subject, "") + "/createReply", "").body();
    assertThat(reply.path("subject").asString()).isEqualTo(answered);
  }

  @Test
  void aCommentIsNotInADraftButInWhatIsSentAtOnce() {
    String received = received("Lunch", "");
    JsonNode draft =
        ben.post("/me/messages/" + received + "/createReply", "{\"comment\":\"At noon\"}").body();
    assertThat(draft.path("body").path("content").asString())
        .doesNotContain("At noon")
        .contains("Shall we?");

    assertThat(
            ben.post("/me/messages/" + received + "/reply", "{\"Comment\":\"At noon\"}").status())
        .isEqualTo(202);
    assertThat(first(ann, "inbox").path("body").path("content").asString())
        .contains("At noon", "Shall we?");
    assertThat(first(ben, "sentitems").path("subject").asString()).isEqualTo("Re: Lunch");
  }

  @Test
  void theMessageParameterChangesTheAnswerAndItsBodyTakesTheQuotesPlace() {
    String received = received("Lunch", "");
    String message =
        """
        {"message":{"subject":"Dinner","body":{"contentType":"text","content":"No"},
         "singleValueExtendedProperties":[{"id":"%s","value":"c-7"}]}}
        """
            .formatted(MARKER);
    JsonNode draft = ben.post("/me/messages/" + received + "/createReply", message).body();
    assertThat(draft.path("subject").asString()).isEqualTo("Dinner");
    JsonNode read = ben.get("/me/messages/" + draft.path("id").asString(), TEXT).body();
    assertThat(read.path("body").path("content").asString()).isEqualTo("No");
    assertThat(GraphWorld.marked(ben, "c-7")).hasSize(1);

    ben.post("/me/messages/" + received + "/reply", message.replace("c-7", "c-8"));
    assertThat(GraphWorld.marked(ben, "c-8").getFirst().path("isDraft").asBoolean()).isFalse();
    assertThat(acceptedCommands()).contains("c-8");
  }

  /** The metadata allows them, and no documentation tells. */
  @Test
  void propertiesThatADraftIsMadeWithMayBeIgnored() {
    GraphWorld.settings("{\"replyProperties\":false}");
    String message =
        "{\"message\":{\"importance\":\"high\",\"singleValueExtendedProperties\":"
            + "[{\"id\":\"%s\",\"value\":\"c-7\"}]}}".formatted(MARKER);
    Answer made = ben.post("/me/messages/" + received("Lunch", "") + "/createReply", message);
    assertThat(made.body().path("importance").asString()).isEqualTo("high");
    assertThat(GraphWorld.marked(ben, "c-7")).isEmpty();
    String change =
        "{\"singleValueExtendedProperties\":[{\"id\":\"%s\",\"value\":\"c-7\"}]}".formatted(MARKER);
    assertThat(ben.patch("/me/messages/" + id(made), change).status()).isEqualTo(200);
    assertThat(GraphWorld.marked(ben, "c-7")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"createReply", "createReplyAll", "createForward", "reply", "replyAll"})
  void aCommentAndABodyTogetherAreRefused(String action) {
    String both =
        "{\"comment\":\"x\",\"message\":{\"body\":{\"contentType\":\"text\",\"content\":\"y\"}}}";
    assertThat(ben.post("/me/messages/" + received("Lunch", "") + "/" + action, both).status())
        .isEqualTo(400);
    assertThat(acceptedCommands()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"comment\":\"x\"}",
        "{\"toRecipients\":[]}",
        "{\"toRecipients\":[{\"emailAddress\":{\"address\":\"a@far.example\"}}],"
            + "\"message\":{\"toRecipients\":[{\"emailAddress\":{\"address\":\"a@far.example\"}}]}}"
      })
  void aForwardSaysExactlyOnceToWhom(String body) {
    String received = received("Lunch", "");
    assertThat(ben.post("/me/messages/" + received + "/forward", body).status()).isEqualTo(400);
    assertThat(ben.post("/me/messages/" + received + "/createForward", body).status())
        .isEqualTo(400);
  }

  @Test
  void aForwardReachesWhomItNames() {
    String received = received("Lunch", "");
    Answer accepted =
        ben.post(
            "/me/messages/" + received + "/forward",
            "{\"Comment\":\"See below\",\"ToRecipients\":"
                + "[{\"emailAddress\":{\"address\":\"cat@sandbox.example\"}}]}");
    assertThat(accepted.status()).isEqualTo(202);
    JsonNode passedOn = first(as("cat"), "inbox");
    assertThat(passedOn.path("subject").asString()).isEqualTo("Fw: Lunch");
    assertThat(passedOn.path("body").path("content").asString()).contains("See below");
  }

  @Test
  void theUniqueBodyLeavesTheQuoteOut() {
    String received = received("Lunch", "");
    ben.post("/me/messages/" + received + "/reply", "{\"comment\":\"At noon\"}");
    JsonNode answer =
        ann.get("/me/mailFolders/inbox/messages?$select=uniqueBody").body().path("value").path(0);
    assertThat(answer.path("uniqueBody").path("content").asString())
        .contains("At noon")
        .doesNotContain("Shall we?");
  }

  @ParameterizedTest
  @CsvSource({
    "Mail.Send, reply, 202",
    "Mail.Send, createReply, 403",
    "Mail.ReadWrite, reply, 403",
    "Mail.ReadWrite, createReply, 201",
  })
  void answeringAtOnceNeedsSendAndADraftNeedsWrite(String scope, String action, int status) {
    String received = received("Lunch", "");
    assertThat(as("ben", scope).post("/me/messages/" + received + "/" + action, "{}").status())
        .isEqualTo(status);
  }

  @Test
  void aDraftCannotBeAnswered() {
    String draft = id(ann.post("/me/messages", "{}"));
    assertThat(ann.post("/me/messages/" + draft + "/createReply", "").status()).isEqualTo(400);
  }

  /** Ben's id of a mail from Ann. */
  private String received(String subject, String more) {
    String message =
        """
        {"message":{"subject":"%s",%s"body":{"contentType":"html","content":"<p>Shall we?</p>"},
         "toRecipients":[{"emailAddress":{"address":"ben@sandbox.example"}}]}}
        """
            .formatted(subject, more);
    assertThat(ann.post("/me/sendMail", message).status()).isEqualTo(202);
    return first(ben, "inbox").path("id").asString();
  }

  private List<String> names(JsonNode message) {
    return ben.get("/me/messages/" + message.path("id").asString() + "/attachments")
        .body()
        .path("value")
        .valueStream()
        .map(file -> file.path("name").asString())
        .toList();
  }

  private static JsonNode first(GraphClient client, String folder) {
    return client.get("/me/mailFolders/" + folder + "/messages").body().path("value").path(0);
  }

  private static List<String> addresses(JsonNode message, String property) {
    return message
        .path(property)
        .valueStream()
        .map(one -> one.path("emailAddress").path("address").asString())
        .toList();
  }

  private static String id(Answer answer) {
    return answer.body().path("id").asString();
  }
}
