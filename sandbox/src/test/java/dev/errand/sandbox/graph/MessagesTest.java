package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphClient.encoded;
import static dev.errand.sandbox.graph.GraphWorld.MARKER;
import static dev.errand.sandbox.graph.GraphWorld.as;
import static dev.errand.sandbox.graph.GraphWorld.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.graph.GraphClient.Answer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MessagesTest {

  private GraphClient ann = new GraphClient(GraphWorld.fresh().uri(), "");

  @BeforeEach
  void beginEmpty() {
    GraphWorld.fresh();
    ann = as("ann");
  }

  @Test
  void aDraftIsShownAsGraphShowsIt() {
    Answer created =
        ann.post("/me/messages", mail("ben@sandbox.example", "c-1"), "client-request-id", "mine");

    assertThat(created.status()).isEqualTo(201);
    JsonNode draft = created.body();
    assertThat(draft.path("@odata.context").asString())
        .matches("http://localhost:\\d+/graph/v1.0/\\$metadata#users\\('.+'\\)/messages/\\$entity");
    assertThat(draft.path("@odata.etag").asString())
        .isEqualTo("W/\"" + draft.path("changeKey").asString() + "\"");
    assertThat(draft.path("isDraft").asBoolean()).isTrue();
    assertThat(draft.path("bodyPreview").asString()).isEqualTo("Hi there");
    assertThat(draft.path("body").path("contentType").asString()).isEqualTo("html");
    assertThat(draft.path("from").path("emailAddress").path("address").asString())
        .isEqualTo("ann@sandbox.example");
    assertThat(draft.path("conversationId").asString()).isNotEmpty();
    assertThat(draft.path("internetMessageId").asString()).matches("<.+@sandbox.example>");
    assertThat(created.header("client-request-id")).isEqualTo("mine");
    assertThat(created.header("request-id")).isNotEmpty();
    assertThat(created.header("x-ms-ags-diagnostic")).contains("ServerInfo");
    assertThat(created.header("date")).endsWith("GMT");
  }

  @Test
  void extendedPropertiesAreShownOnlyWhenExpandedByTheirId() {
    Answer created = ann.post("/me/messages", mail("ben@sandbox.example", "c-1"));
    assertThat(created.response().body()).doesNotContain("ErrandCommand");
    String id = created.body().path("id").asString();
    assertThat(ann.get("/me/messages/" + id).response().body()).doesNotContain("ErrandCommand");

    String expand =
        "?$expand=" + encoded("singleValueExtendedProperties($filter=id eq '" + MARKER + "')");
    JsonNode shown =
        ann.get("/me/messages/" + id + expand).body().path("singleValueExtendedProperties");
    assertThat(shown).hasSize(1);
    assertThat(shown.path(0).path("value").asString()).isEqualTo("c-1");

    String other =
        "?$expand=" + encoded("singleValueExtendedProperties($filter=id eq '" + MARKER + "2')");
    assertThat(ann.get("/me/messages/" + id + other).body().has("singleValueExtendedProperties"))
        .isFalse();
  }

  @Test
  void everyMessageIsOnExactlyOnePageNewestFirst() {
    for (int i = 0; i < 25; i++) {
      ann.post("/me/messages", "{\"subject\":\"" + i + "\"}");
    }
    List<String> subjects = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    String next = "/me/messages?$select=subject&$count=true";
    while (!next.isEmpty()) {
      Answer page = ann.get(next);
      assertThat(page.body().path("@odata.count").asInt()).isEqualTo(25);
      page.body()
          .path("value")
          .forEach(message -> subjects.add(message.path("subject").asString()));
      sizes.add(page.body().path("value").size());
      next = page.body().path("@odata.nextLink").asString("");
    }
    assertThat(sizes).containsExactly(10, 10, 5);
    assertThat(subjects).doesNotHaveDuplicates().hasSize(25).startsWith("24", "23");
  }

  @Test
  void aSelectShowsWhatItNamesAndTheId() {
    ann.post("/me/messages", mail("ben@sandbox.example", "c-1"));
    JsonNode message = ann.get("/me/messages?$select=subject,isDraft").body().path("value").path(0);
    assertThat(message.propertyNames())
        .containsExactlyInAnyOrder("@odata.etag", "id", "subject", "isDraft");
  }

  @Test
  void aBodyIsGivenAsTheClientPrefers() {
    String id =
        ann.post("/me/messages", mail("ben@sandbox.example", "c-1")).body().path("id").asString();
    Answer text = ann.get("/me/messages/" + id, "Prefer", "outlook.body-content-type=\"text\"");
    assertThat(text.body().path("body").path("content").asString()).isEqualTo("Hi there");
    assertThat(text.header("preference-applied")).isEqualTo("outlook.body-content-type=\"text\"");
  }

  @Test
  void aMoveChangesTheIdAndKeepsTheImmutableOne() {
    String immutable = "IdType=\"ImmutableId\"";
    Answer created = ann.post("/me/messages", "{\"subject\":\"x\"}", "Prefer", immutable);
    assertThat(created.header("preference-applied")).isEqualTo(immutable);
    String stable = created.body().path("id").asString();
    String before = ann.get("/me/messages").body().path("value").path(0).path("id").asString();
    assertThat(before).isNotEqualTo(stable);

    Answer moved = ann.post("/me/messages/" + stable + "/move", "{\"DestinationId\":\"archive\"}");

    assertThat(moved.status()).isEqualTo(201);
    assertThat(moved.body().path("id").asString()).isNotEqualTo(before);
    assertThat(ann.get("/me/messages/" + before).error()).isEqualTo("ErrorItemNotFound");
    assertThat(ann.get("/me/messages/" + stable, "Prefer", immutable).body().path("id").asString())
        .isEqualTo(stable);
  }

  @Test
  void aDeletedMessageIsInDeletedItemsFirstAndThenNowhere() {
    String id = ann.post("/me/messages", "{\"subject\":\"x\"}").body().path("id").asString();
    assertThat(ann.delete("/me/messages/" + id).status()).isEqualTo(204);
    JsonNode deleted =
        ann.get("/me/mailFolders/deleteditems/messages").body().path("value").path(0);
    assertThat(deleted.path("subject").asString()).isEqualTo("x");
    assertThat(ann.delete("/me/messages/" + deleted.path("id").asString()).status()).isEqualTo(204);
    assertThat(ann.get("/me/messages").body().path("value")).isEmpty();
  }

  @Test
  void aChangeThatNamesAnOldVersionIsRefused() {
    Answer created = ann.post("/me/messages", "{\"subject\":\"x\"}");
    String address = "/me/messages/" + created.body().path("id").asString();
    Answer changed = ann.patch(address, "{\"subject\":\"y\"}", "If-Match", created.header("etag"));
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.body().path("subject").asString()).isEqualTo("y");
    Answer again = ann.patch(address, "{\"subject\":\"z\"}", "If-Match", created.header("etag"));
    assertThat(again.status()).isEqualTo(412);
    assertThat(again.error()).isEqualTo("ErrorIrresolvableConflict");
  }

  @Test
  void anAttachmentIsAddedListedReadAndRemoved() {
    String message = "/me/messages/" + ann.post("/me/messages", "{}").body().path("id").asString();
    String content = Base64.getEncoder().encodeToString("hello".getBytes(StandardCharsets.UTF_8));
    Answer added =
        ann.post(
            message + "/attachments",
            """
            {"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt","contentType":"text/plain",
             "contentBytes":"%s"}
            """
                .formatted(content));
    assertThat(added.status()).isEqualTo(201);
    assertThat(ann.get(message).body().path("hasAttachments").asBoolean()).isTrue();
    String one = message + "/attachments/" + added.body().path("id").asString();
    assertThat(ann.get(one).body().path("contentBytes").asString()).isEqualTo(content);
    assertThat(ann.get(one + "/$value").response().body()).isEqualTo("hello");
    assertThat(
            ann.get(message + "/attachments?$select=name,size")
                .body()
                .path("value")
                .path(0)
                .propertyNames())
        .doesNotContain("contentBytes");
    assertThat(ann.delete(one).status()).isEqualTo(204);
    assertThat(ann.get(message + "/attachments").body().path("value")).isEmpty();
  }

  @Test
  void foldersAreListedMadeOnceAndFilteredByName() {
    JsonNode folders = ann.get("/me/mailFolders?$top=100").body().path("value");
    assertThat(folders.valueStream().map(folder -> folder.path("displayName").asString()))
        .contains("Inbox", "Drafts", "Sent Items", "Deleted Items", "Outbox", "Archive");

    Answer made = ann.post("/me/mailFolders", "{\"displayName\":\"Errands\"}");
    assertThat(made.status()).isEqualTo(201);
    Answer again = ann.post("/me/mailFolders", "{\"displayName\":\"errands\"}");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.error()).isEqualTo("ErrorFolderExists");

    String id = made.body().path("id").asString();
    ann.post("/me/mailFolders/" + id + "/childFolders", "{\"displayName\":\"2026\"}");
    assertThat(ann.get("/me/mailFolders/" + id).body().path("childFolderCount").asInt())
        .isEqualTo(1);
    assertThat(
            ann.get("/me/mailFolders?$filter=" + encoded("displayName eq 'Errands'"))
                .body()
                .path("value"))
        .hasSize(1);
  }

  @Test
  void nobodySeesAnothersMail() {
    String id =
        ann.post("/me/messages", mail("ben@sandbox.example", "c-1")).body().path("id").asString();
    GraphClient ben = as("ben");
    assertThat(ben.get("/me/messages").body().path("value")).isEmpty();
    assertThat(ben.get("/me/messages/" + id).status()).isEqualTo(404);
    assertThat(GraphWorld.marked(ben, "c-1")).isEmpty();
    assertThat(ben.get("/me").body().path("mail").asString()).isEqualTo("ben@sandbox.example");
  }

  @Test
  void aNullEmptiesNothingThatMustHaveAValue() {
    String message =
        "/me/messages/"
            + ann.post("/me/messages", "{\"importance\":\"high\"}").body().path("id").asString();
    JsonNode changed =
        ann.patch(message, "{\"importance\":null,\"from\":null,\"subject\":\"y\"}").body();
    assertThat(changed.path("importance").asString()).isEqualTo("high");
    assertThat(changed.path("from").path("emailAddress").path("address").asString())
        .isEqualTo("ann@sandbox.example");
    assertThat(changed.path("subject").asString()).isEqualTo("y");
  }

  @Test
  void filesOfMoreThanThirtyFiveMegabytesAreTooMuchForOneMessage() {
    String message = "/me/messages/" + ann.post("/me/messages", "{}").body().path("id").asString();
    String content = Base64.getEncoder().encodeToString(new byte[2_700_000]);
    String file =
        "{\"@odata.type\":\"#microsoft.graph.fileAttachment\",\"name\":\"a\",\"contentBytes\":\""
            + content
            + "\"}";
    for (int i = 0; i < 10; i++) {
      assertThat(ann.post(message + "/attachments", file).status()).isEqualTo(201);
    }
    Answer refused = ann.post(message + "/attachments", file);
    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.error()).isEqualTo("ErrorMessageSizeExceeded");
    assertThat(ann.get(message + "/attachments?$select=name&$top=100").body().path("value"))
        .hasSize(10);
  }

  @Test
  void anExtendedPropertyCanBeChangedAndIsFoundByItsNewValueOnly() {
    String id =
        ann.post("/me/messages", mail("ben@sandbox.example", "c-1")).body().path("id").asString();
    ann.patch(
        "/me/messages/" + id,
        "{\"singleValueExtendedProperties\":[{\"id\":\"" + MARKER + "\",\"value\":\"c-2\"}]}");
    assertThat(GraphWorld.marked(ann, "c-1")).isEmpty();
    assertThat(GraphWorld.marked(ann, "c-2")).hasSize(1);
  }
}
