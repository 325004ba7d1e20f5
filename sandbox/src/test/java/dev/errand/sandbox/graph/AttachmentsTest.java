package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.graph.GraphClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What can be attached to a mail that came from outside. */
class AttachmentsTest {

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = new GraphClient(server.uri(), "");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
  }

  @Test
  void aListTellsTypeSizeAndPlaceAndTheContentOnlyUnlessSelected() {
    JsonNode all = ann.get(attachments()).body().path("value");
    assertThat(all.valueStream().map(one -> one.path("@odata.type").asString()))
        .containsExactly(
            "#microsoft.graph.fileAttachment",
            "#microsoft.graph.itemAttachment",
            "#microsoft.graph.referenceAttachment");
    assertThat(all.path(0).path("contentBytes").asString()).isEqualTo("aGVsbG8=");
    JsonNode selected =
        ann.get(attachments() + "?$select=name,size,isInline").body().path("value").path(0);
    assertThat(selected.path("isInline").asBoolean()).isTrue();
    assertThat(selected.path("size").asInt()).isGreaterThan(5);
    assertThat(selected.has("contentBytes")).isFalse();
    assertThat(ann.get(attachments() + "?$select=contentBytes").status()).isEqualTo(400);
  }

  @Test
  void anItemIsShownWhenItIsExpandedAndALinkHasNoContent() {
    String attachments = attachments();
    JsonNode all = ann.get(attachments).body().path("value");
    String item = attachments + "/" + all.path(1).path("id").asString();
    String link = attachments + "/" + all.path(2).path("id").asString();

    assertThat(ann.get(item).body().has("item")).isFalse();
    assertThat(
            ann.get(item + "?$expand=microsoft.graph.itemattachment/item")
                .body()
                .path("item")
                .path("subject")
                .asString())
        .isEqualTo("Inner");
    assertThat(ann.get(item + "/$value").response().body()).contains("Subject: Inner");
    assertThat(ann.get(link).body().path("name").asString()).isEqualTo("plan.docx");
    assertThat(ann.get(link + "/$value").status()).isEqualTo(405);
  }

  @Test
  void whatComesFromOutsideIsUnreadInTheInboxAsItWasWritten() {
    receive();
    JsonNode mail = ann.get("/me/mailFolders/inbox/messages").body().path("value").path(0);
    assertThat(mail.path("from").path("emailAddress").path("address").asString())
        .isEqualTo("eve@far.example");
    assertThat(mail.path("isRead").asBoolean()).isFalse();
    assertThat(mail.path("hasAttachments").asBoolean()).isTrue();
    assertThat(mail.path("receivedDateTime").asString()).isEqualTo("2026-01-02T03:04:05Z");
    Answer digests =
        new GraphClient(server.uri(), "").get("/admin/graph/mailboxes/ann/attachments");
    assertThat(digests.body().path("attachments").path(0).path("sha256").asString())
        .isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
  }

  @Test
  void anothersAttachmentIsAnsweredJustAsNone() {
    String mine = attachments();
    String foreign =
        new GraphClient(server.uri(), "")
            .post(
                "/admin/graph/mailboxes/ben/messages",
                """
                {"attachments":[{"@odata.type":"#microsoft.graph.fileAttachment","name":"b",
                 "contentBytes":"aGk="}]}
                """)
            .body()
            .path("id")
            .asString();
    String id =
        as("ben")
            .get("/me/messages/" + foreign + "/attachments")
            .body()
            .path("value")
            .path(0)
            .path("id")
            .asString();
    String random = id.substring(0, 60) + id.substring(60).replaceAll("[a-z]", "q");
    for (String action : new String[] {"", "/$value"}) {
      Answer answer = ann.get(mine + "/" + id + action);
      assertThat(answer.error()).isEqualTo("ErrorItemNotFound");
      assertThat(ann.get(mine + "/" + random + action).error()).isEqualTo("ErrorItemNotFound");
    }
    assertThat(ann.get("/me/messages/" + foreign + "/attachments/" + id).error())
        .isEqualTo("ErrorItemNotFound");
    assertThat(ann.delete(mine + "/" + id).error()).isEqualTo("ErrorItemNotFound");
    assertThat(ann.get(mine + "/short").error()).isEqualTo("ErrorInvalidIdMalformed");
  }

  private String attachments() {
    return "/me/messages/" + receive() + "/attachments";
  }

  private String receive() {
    return new GraphClient(server.uri(), "")
        .post(
            "/admin/graph/mailboxes/ann/messages",
            """
            {"from":{"emailAddress":{"name":"Eve","address":"eve@far.example"}},
             "subject":"Papers","body":{"contentType":"text","content":"See"},
             "receivedDateTime":"2026-01-02T03:04:05Z",
             "attachments":[
              {"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt",
               "contentType":"text/plain","contentBytes":"aGVsbG8=","isInline":true},
              {"@odata.type":"#microsoft.graph.itemAttachment","name":"Inner",
               "item":{"subject":"Inner","body":{"contentType":"text","content":"x"}}},
              {"@odata.type":"#microsoft.graph.referenceAttachment","name":"plan.docx"}]}
            """)
        .body()
        .path("id")
        .asString();
  }
}
