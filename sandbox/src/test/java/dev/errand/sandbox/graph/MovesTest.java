package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.as;
import static dev.errand.sandbox.graph.GraphWorld.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.graph.GraphClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Where messages go, and what they are called there. */
class MovesTest {

  private static final String IMMUTABLE = "IdType=\"ImmutableId\"";

  private GraphClient ann = new GraphClient(GraphWorld.fresh().uri(), "");

  @BeforeEach
  void beginEmpty() {
    GraphWorld.fresh();
    ann = as("ann");
  }

  @Test
  void aCopyIsAnotherMessageWithTheSameContentAndMarker() {
    Answer original = ann.post("/me/messages", mail("ben@sandbox.example", "c-1"));
    String address = "/me/messages/" + original.body().path("id").asString();

    Answer copied = ann.post(address + "/copy", "{\"DestinationId\":\"archive\"}");

    assertThat(copied.status()).isEqualTo(201);
    assertThat(copied.body().path("subject")).isEqualTo(original.body().path("subject"));
    assertThat(copied.body().path("id")).isNotEqualTo(original.body().path("id"));
    assertThat(ann.get(address).status()).isEqualTo(200);
    assertThat(GraphWorld.marked(ann, "c-1")).hasSize(2);
    assertThat(ann.get("/me/mailFolders/archive/messages").body().path("value")).hasSize(1);
  }

  @Test
  void idsAreTranslatedBothWays() {
    JsonNode draft = ann.post("/me/messages", "{}").body();
    String stable =
        ann.get("/me/messages", "Prefer", IMMUTABLE)
            .body()
            .path("value")
            .path(0)
            .path("id")
            .asString();
    assertThat(translated(draft.path("id").asString(), "restId", "restImmutableEntryId"))
        .isEqualTo(stable);
    assertThat(translated(stable, "restImmutableEntryId", "restId"))
        .isEqualTo(draft.path("id").asString());
  }

  private String translated(String id, String from, String to) {
    Answer answer =
        ann.post(
            "/me/translateExchangeIds",
            "{\"InputIds\":[\"%s\"],\"SourceIdType\":\"%s\",\"TargetIdType\":\"%s\"}"
                .formatted(id, from, to));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("value").path(0).path("targetId").asString();
  }

  @ParameterizedTest
  @CsvSource({"true, 200", "false, 404"})
  void theImmutableIdSurvivesASendOnlyIfTheWorldIsSetSo(boolean stays, int status) {
    GraphWorld.settings("{\"sendDelayMillis\":0,\"immutableIdStaysOnSend\":" + stays + "}");
    String id =
        ann.post("/me/messages", mail("ben@sandbox.example", "c-1"), "Prefer", IMMUTABLE)
            .body()
            .path("id")
            .asString();
    ann.post("/me/messages/" + id + "/send", "");
    assertThat(ann.get("/me/messages/" + id, "Prefer", IMMUTABLE).status()).isEqualTo(status);
  }

  /** Nobody documents it; while the id leads to the mail only a test that says so is spared. */
  @ParameterizedTest
  @CsvSource({"DUPLICATES, 202, 2", "NOT_FOUND, 404, 1", "REFUSED, 400, 1"})
  void aSentMailThatKeptItsIdIsSentAgainUnlessTheWorldIsSetOtherwise(
      String again, int status, int mails) {
    GraphWorld.settings(
        "{\"sendDelayMillis\":0,\"immutableIdStaysOnSend\":true,\"sendAgain\":\"" + again + "\"}");
    String id =
        ann.post("/me/messages", mail("ben@sandbox.example", "c-1"), "Prefer", IMMUTABLE)
            .body()
            .path("id")
            .asString();
    ann.post("/me/messages/" + id + "/send", "");
    assertThat(ann.post("/me/messages/" + id + "/send", "").status()).isEqualTo(status);
    assertThat(as("ben").get("/me/messages").body().path("value")).hasSize(mails);
  }

  @Test
  void whatIsDeletedForGoodIsInNoList() {
    String id = ann.post("/me/messages", "{}").body().path("id").asString();
    assertThat(ann.post("/me/messages/" + id + "/permanentDelete", "").status()).isEqualTo(204);
    assertThat(ann.get("/me/messages").body().path("value")).isEmpty();
    assertThat(ann.get("/me/mailFolders/deleteditems/messages").body().path("value")).isEmpty();
  }

  @Test
  void aReceivedMessageTakesItsMarksButKeepsItsWords() {
    GraphWorld.settings("{\"sendDelayMillis\":0}");
    as("ben").post("/me/sendMail", "{\"message\":" + mail("ann@sandbox.example", "c-1") + "}");
    String received =
        "/me/messages/"
            + ann.get("/me/messages").body().path("value").path(0).path("id").asString();
    JsonNode marked =
        ann.patch(
                received,
                """
                {"isRead":true,"categories":["Red category"],"importance":"high",
                 "flag":{"flagStatus":"flagged"},"inferenceClassification":"other"}
                """)
            .body();
    assertThat(marked.path("isRead").asBoolean()).isTrue();
    assertThat(marked.path("flag").path("flagStatus").asString()).isEqualTo("flagged");
    assertThat(marked.path("importance").asString()).isEqualTo("high");
    assertThat(marked.path("inferenceClassification").asString()).isEqualTo("other");
    for (String words :
        new String[] {
          "{\"body\":{\"contentType\":\"text\",\"content\":\"y\"}}",
          "{\"replyTo\":[]}",
          "{\"internetMessageId\":\"<a@b.example>\"}"
        }) {
      assertThat(ann.patch(received, words).error()).isEqualTo("ErrorInvalidPropertySet");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/move", "/copy", "/createReply", "/reply", "/send", "/attachments"})
  void anothersMessageIsAnsweredJustAsNone(String action) {
    String foreign = as("ben").post("/me/messages", "{}").body().path("id").asString();
    String random = foreign.substring(0, 60) + foreign.substring(60).replaceAll("[a-z]", "q");
    String answer = answerTo(foreign, action);
    assertThat(answer).isEqualTo(answerTo(random, action)).contains("ErrorItemNotFound");
  }

  /** Without what differs in any two answers. */
  private String answerTo(String id, String action) {
    String path = "/me/messages/" + id + action;
    Answer answer =
        switch (action) {
          case "", "/attachments" -> ann.get(path);
          case "/move", "/copy" -> ann.post(path, "{\"destinationId\":\"archive\"}");
          default -> ann.post(path, "{}");
        };
    return answer
        .response()
        .body()
        .replaceAll("\"(date|request-id|client-request-id)\":\"[^\"]*\"", "");
  }
}
