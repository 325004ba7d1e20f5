package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.acceptedCommands;
import static dev.errand.sandbox.graph.GraphWorld.as;
import static dev.errand.sandbox.graph.GraphWorld.mail;
import static dev.errand.sandbox.graph.GraphWorld.marked;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.graph.GraphClient.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SendingTest {

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = as("ann");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
  }

  @Test
  void anAcceptedDraftGoesToSentItemsAndToTheRecipient() {
    String id = draft("c-1");
    Answer accepted = ann.post("/me/messages/" + id + "/send", "");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.response().body()).isEmpty();

    pass(Duration.ofSeconds(1));
    JsonNode sent = ann.get("/me/mailFolders/sentitems/messages").body().path("value").path(0);
    assertThat(sent.path("isDraft").asBoolean()).isFalse();
    assertThat(marked(ann, "C-1"))
        .extracting(message -> message.path("id").asString())
        .containsExactly(sent.path("id").asString());
    Answer again = ann.post("/me/messages/" + id + "/send", "");
    assertThat(again.status()).isEqualTo(404);
    assertThat(again.error()).isEqualTo("ErrorItemNotFound");

    JsonNode received =
        as("ben").get("/me/mailFolders/inbox/messages").body().path("value").path(0);
    assertThat(received.path("subject").asString()).isEqualTo("Hello c-1");
    assertThat(received.path("internetMessageId")).isEqualTo(sent.path("internetMessageId"));
    assertThat(acceptedCommands()).containsExactly("c-1");
  }

  /** Nobody deletes a draft so that it is sent; but Outlook does not ask where it lies. */
  @ParameterizedTest
  @CsvSource({"1, deleteditems", "2, recoverableitemsdeletions"})
  void aDraftThatWasDeletedIsSentAndItsFolderTellsThatItWas(int times, String folder) {
    String immutable = "IdType=\"ImmutableId\"";
    String id =
        ann.post("/me/messages", mail("ben@sandbox.example", "c-1"), "Prefer", immutable)
            .body()
            .path("id")
            .asString();
    for (int time = 0; time < times; time++) {
      ann.delete("/me/messages/" + id, "Prefer", immutable);
    }
    Answer draft = ann.get("/me/messages/" + id, "Prefer", immutable);
    assertThat(draft.body().path("isDraft").asBoolean()).isTrue();
    assertThat(draft.body().path("parentFolderId"))
        .isEqualTo(ann.get("/me/mailFolders/" + folder).body().path("id"));
    assertThat(ann.post("/me/messages/" + id + "/send", "", "Prefer", immutable).status())
        .isEqualTo(202);
  }

  @Test
  void theLedgerTellsWhomAMailWasAcceptedForAsTheyWereWritten() {
    String to =
        """
        {"subject":"Hello",
         "toRecipients":[{"emailAddress":{"address":"Ben@sandbox.example","name":"B"}},
                         {"emailAddress":{"address":"Ben@sandbox.example"}}],
         "ccRecipients":[{"emailAddress":{"address":"ann@sandbox.example"}}],
         "bccRecipients":[{"emailAddress":{"address":"cat@other.example"}}]}
        """;
    ann.post("/me/sendMail", "{\"message\":" + to + "}");
    assertThat(
            Objects.requireNonNull(server.world().ledger().calls().getLast().effect()).recipients())
        .containsExactly(
            "to Ben@sandbox.example",
            "to Ben@sandbox.example",
            "cc ann@sandbox.example",
            "bcc cat@other.example");
  }

  @Test
  void sendMailSavesUnlessToldNotTo() {
    GraphWorld.settings("{\"sendDelayMillis\":0}");
    assertThat(
            ann.post("/me/sendMail", "{\"Message\":" + mail("ben@sandbox.example", "c-1") + "}")
                .status())
        .isEqualTo(202);
    String unsaved =
        "{\"message\":" + mail("ben@sandbox.example", "c-2") + ",\"SaveToSentItems\":false}";
    assertThat(ann.post("/me/sendMail", unsaved).status()).isEqualTo(202);

    assertThat(marked(ann, "c-1")).hasSize(1);
    assertThat(marked(ann, "c-2")).isEmpty();
    assertThat(as("ben").get("/me/messages").body().path("value")).hasSize(2);
    assertThat(acceptedCommands()).containsExactly("c-1", "c-2");
  }

  @Test
  void aRefusedSendMailLeavesNothing() {
    assertThat(ann.post("/me/sendMail", "{\"message\":" + mail("nobody", "c-1") + "}").error())
        .isEqualTo("ErrorInvalidRecipients");
    assertThat(ann.get("/me/messages").body().path("value")).isEmpty();
    assertThat(acceptedCommands()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"graph.504_after_accept", "graph.429_after_accept", "graph.500_after_accept"})
  void anAnswerThatSoundsLikeFailureMayHideADelivery(String preset) {
    String id = draft("c-1");
    strike(preset);

    assertThat(ann.post("/me/messages/" + id + "/send", "").status()).isGreaterThanOrEqualTo(429);

    pass(Duration.ofSeconds(1));
    assertThat(marked(ann, "c-1").getFirst().path("isDraft").asBoolean()).isFalse();
    assertThat(acceptedCommands()).containsExactly("c-1");
  }

  @Test
  void aConnectionMayBeCutAfterTheMailWasAccepted() {
    String id = draft("c-1");
    strike("graph.reset_after_accept");
    assertThatThrownBy(() -> ann.post("/me/messages/" + id + "/send", ""))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(acceptedCommands()).containsExactly("c-1");
  }

  @Test
  void aSuccessMaySayRetryAfter() {
    String id = draft("c-1");
    strike("graph.202_retry_after");
    Answer accepted = ann.post("/me/messages/" + id + "/send", "");
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("retry-after")).isEqualTo("5");
  }

  @ParameterizedTest
  @CsvSource({
    "graph.504_before, 504, ''",
    "graph.429, 429, ApplicationThrottled",
    "graph.503_mailbox_info_stale, 503, MailboxInfoStale",
    "graph.500_transient, 500, ErrorInternalServerTransientError",
    "graph.404_mailbox_not_enabled, 404, MailboxNotEnabledForRESTAPI",
    "graph.exceeded_message_limit, 403, ErrorExceededMessageLimit",
    "graph.401_claims_challenge, 401, InvalidAuthenticationToken",
  })
  void aRefusedSendHasNoEffect(String preset, int status, String code) {
    String id = draft("c-1");
    strike(preset);

    Answer refused = ann.post("/me/messages/" + id + "/send", "");

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.error()).isEqualTo(code);
    assertThat(acceptedCommands()).isEmpty();
    pass(Duration.ofSeconds(1));
    assertThat(ann.get("/me/messages/" + id).body().path("isDraft").asBoolean()).isTrue();
  }

  @Test
  void aCustomHeaderReachesTheRecipientAndIsShownOnlyWhenSelected() {
    GraphWorld.settings("{\"sendDelayMillis\":0}");
    String message =
        """
        {"toRecipients":[{"emailAddress":{"address":"ben@sandbox.example"}}],
         "internetMessageHeaders":[{"name":"x-errand","value":"1"}]}
        """;
    ann.post("/me/sendMail", "{\"message\":" + message + "}");
    GraphClient ben = as("ben");
    assertThat(ben.get("/me/messages").body().path("value").path(0).has("internetMessageHeaders"))
        .isFalse();
    JsonNode selected =
        ben.get("/me/messages?$select=internetMessageHeaders").body().path("value").path(0);
    assertThat(selected.path("internetMessageHeaders").path(0).path("name").asString())
        .isEqualTo("x-errand");
  }

  private String draft(String command) {
    return ann.post("/me/messages", mail("ben@sandbox.example", command))
        .body()
        .path("id")
        .asString();
  }

  private void pass(Duration time) {
    server.world().clock().forward(time);
  }

  private void strike(String preset) {
    Fault fault = server.world().presets().find(preset).orElseThrow();
    server
        .world()
        .faults()
        .add(FaultRule.of(fault).on("POST", "/graph/v1.0/me/messages/{id}/send").times(1));
  }
}
