package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.graph.GraphClient.Answer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class FoldersTest {

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = new GraphClient(server.uri(), "");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
  }

  @Test
  void aFolderIsRenamedUnlessItsSiblingIsCalledSo() {
    String first = make("/me/mailFolders", "First");
    make("/me/mailFolders", "Second");
    assertThat(rename(first, "second").error()).isEqualTo("ErrorFolderExists");
    assertThat(rename(first, "FIRST").body().path("displayName").asString()).isEqualTo("FIRST");
    assertThat(rename(first, " ").status()).isEqualTo(400);
    assertThat(ann.patch("/me/mailFolders/" + first, "{\"isHidden\":true}").error())
        .isEqualTo("ErrorInvalidPropertySet");
  }

  @Test
  void aNameMayBeTakenBelowAnotherParent() {
    String parent = make("/me/mailFolders", "Projects");
    String below = "/me/mailFolders/" + parent + "/childFolders";
    make(below, "Projects");
    assertThat(ann.post(below, "{\"displayName\":\"projects\"}").status()).isEqualTo(409);
    assertThat(ann.get(below).body().path("value")).hasSize(1);
  }

  @Test
  void aFolderThatIsMovedHasAnotherIdAndTakesItsMailAlong() {
    String folder = make("/me/mailFolders", "Trip");
    String draft =
        ann.post("/me/mailFolders/" + folder + "/messages", "{\"subject\":\"x\"}")
            .body()
            .path("id")
            .asString();

    Answer moved =
        ann.post(
            "/me/mailFolders/" + folder + "/move",
            "{\"DestinationId\":\"archive\"}",
            "Prefer",
            "IdType=\"ImmutableId\"");

    assertThat(moved.status()).isEqualTo(200);
    String now = moved.body().path("id").asString();
    assertThat(now).isNotEqualTo(folder);
    assertThat(ann.get("/me/mailFolders/" + folder).error()).isEqualTo("ErrorFolderNotFound");
    assertThat(ann.get("/me/mailFolders/" + now + "/messages").body().path("value")).hasSize(1);
    assertThat(ann.get("/me/messages/" + draft).body().path("parentFolderId").asString())
        .isEqualTo(now);
    assertThat(ann.get("/me/mailFolders/archive/childFolders").body().path("value")).hasSize(1);
    assertThat(
            ann.post("/me/mailFolders/" + now + "/move", "{\"destinationId\":\"" + now + "\"}")
                .error())
        .isEqualTo("ErrorMoveCopyFailed");
  }

  @Test
  void aDeletedFolderIsInDeletedItemsFirstAndThenNowhere() {
    String first = make("/me/mailFolders", "Trip");
    ann.post("/me/mailFolders/" + first + "/messages", "{\"subject\":\"x\"}");
    assertThat(ann.delete("/me/mailFolders/" + first).status()).isEqualTo(204);
    String second = make("/me/mailFolders", "Trip");
    assertThat(ann.delete("/me/mailFolders/" + second).status()).isEqualTo(204);

    assertThat(names("/me/mailFolders/deleteditems/childFolders")).containsExactly("Trip", "Trip1");
    assertThat(ann.get("/me/messages").body().path("value")).hasSize(1);

    String below =
        ann.get("/me/mailFolders/deleteditems/childFolders")
            .body()
            .path("value")
            .path(0)
            .path("id")
            .asString();
    ann.delete("/me/mailFolders/" + below);
    assertThat(names("/me/mailFolders/deleteditems/childFolders")).containsExactly("Trip1");
    assertThat(ann.get("/me/messages").body().path("value")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"inbox", "sentitems", "deleteditems", "msgfolderroot"})
  void aWellKnownFolderStaysAsItIs(String name) {
    String one = "/me/mailFolders/" + name;
    assertThat(ann.delete(one).status()).isEqualTo(403);
    assertThat(rename(name, "Mine").status()).isEqualTo(403);
    assertThat(ann.post(one + "/move", "{\"destinationId\":\"archive\"}").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource({
    "de-DE, Posteingang, Gesendete Elemente, AW: x",
    "fr-FR, Boîte de réception, Éléments envoyés, RE: x",
    "ja-JP, 受信トレイ, 送信済みアイテム, Re: x",
  })
  void aMailboxSpeaksItsOwnersLanguageAndKnowsItsFoldersByTheirWellKnownNames(
      String locale, String inbox, String sent, String reply) {
    GraphClient admin = new GraphClient(server.uri(), "");
    assertThat(
            admin.patch("/admin/graph/mailboxes/ann", "{\"locale\":\"" + locale + "\"}").status())
        .isEqualTo(200);
    assertThat(ann.get("/me/mailFolders/inbox").body().path("displayName").asString())
        .isEqualTo(inbox);
    assertThat(names("/me/mailFolders?$top=100")).contains(inbox, sent).doesNotContain("Inbox");
    assertThat(ann.get("/me/mailboxSettings").body().path("language").path("locale").asString())
        .isEqualTo(locale);

    admin.post("/admin/graph/mailboxes/ann/messages", "{\"subject\":\"x\"}");
    JsonNode mail = ann.get("/me/messages").body().path("value").path(0);
    assertThat(
            ann.post("/me/messages/" + mail.path("id").asString() + "/createReply", "")
                .body()
                .path("subject")
                .asString())
        .isEqualTo(reply);
    assertThat(admin.patch("/admin/graph/mailboxes/ann", "{\"locale\":\"xx\"}").status())
        .isEqualTo(400);
  }

  @Test
  void aHiddenFolderIsListedOnlyWhenItIsAskedFor() {
    ann.post("/me/mailFolders", "{\"displayName\":\"Secret\",\"isHidden\":true}");
    assertThat(names("/me/mailFolders?$top=100")).doesNotContain("Secret");
    assertThat(names("/me/mailFolders?$top=100&includeHiddenFolders=true")).contains("Secret");
    assertThat(ann.post("/me/mailFolders", "{\"displayName\":\"secret\"}").status()).isEqualTo(409);
  }

  @Test
  void anothersFolderIsAnsweredJustAsNone() {
    String foreign =
        as("ben").post("/me/mailFolders", "{\"displayName\":\"x\"}").body().path("id").asString();
    String random = foreign.substring(0, 60) + foreign.substring(60).replaceAll("[a-z]", "q");
    for (String id : List.of(foreign, random)) {
      assertThat(ann.get("/me/mailFolders/" + id).error()).isEqualTo("ErrorFolderNotFound");
      assertThat(ann.delete("/me/mailFolders/" + id).error()).isEqualTo("ErrorFolderNotFound");
      assertThat(ann.get("/me/mailFolders/" + id + "/messages").error())
          .isEqualTo("ErrorFolderNotFound");
    }
  }

  @Test
  void theDoorBehindTheApiShowsWhatIsReallyInAMailbox() {
    GraphClient admin = new GraphClient(server.uri(), "");
    String mine = make("/me/mailFolders", "mine");
    String below = make("/me/mailFolders/" + mine + "/childFolders", "below");
    String id =
        admin
            .post("/admin/graph/mailboxes/ann/messages", "{\"subject\":\"x\"}")
            .body()
            .path("id")
            .asString();
    ann.patch("/me/messages/" + id, "{\"isRead\":true,\"categories\":[\"c\"]}");
    ann.post("/me/messages/" + id + "/move", "{\"destinationId\":\"" + below + "\"}");
    JsonNode folders = admin.get("/admin/graph/mailboxes/ann/contents").body().path("folders");
    assertThat(folders.valueStream().map(folder -> folder.path("path").asString()))
        .contains("Inbox", "mine", "mine/below");
    assertThat(
            folders
                .valueStream()
                .filter(folder -> folder.path("path").asString().equals("mine/below"))
                .flatMap(folder -> folder.path("messages").valueStream()))
        .singleElement()
        .satisfies(
            mail -> {
              assertThat(mail.path("subject").asString()).isEqualTo("x");
              assertThat(mail.path("isRead").asBoolean()).isTrue();
              assertThat(mail.path("categories")).hasSize(1);
              assertThat(mail.path("isDraft").asBoolean()).isFalse();
            });
  }

  private String make(String path, String name) {
    Answer made = ann.post(path, "{\"displayName\":\"" + name + "\"}");
    assertThat(made.status()).isEqualTo(201);
    return made.body().path("id").asString();
  }

  private Answer rename(String id, String name) {
    return ann.patch("/me/mailFolders/" + id, "{\"displayName\":\"" + name + "\"}");
  }

  private List<String> names(String path) {
    return ann.get(path)
        .body()
        .path("value")
        .valueStream()
        .map(folder -> folder.path("displayName").asString())
        .toList();
  }
}
