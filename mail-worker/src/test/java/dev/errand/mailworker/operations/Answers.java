package dev.errand.mailworker.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/** A mail from ben, answers to it, and whether there is one of them and it is whole. */
final class Answers {

  /** From ben, who wants answers at his desk, to ann and two others. */
  static final String LUNCH =
      """
      {"subject": "Lunch", "body": {"contentType": "html", "content": "<p>Shall we?</p>"},
       "from": {"emailAddress": {"name": "Ben", "address": "ben@sandbox.example"}},
       "toRecipients": [{"emailAddress": {"address": "ann@sandbox.example"}},
                        {"emailAddress": {"address": "cat@other.example"}}],
       "ccRecipients": [{"emailAddress": {"address": "dan@other.example"}}],
       "attachments": [{"@odata.type": "#microsoft.graph.fileAttachment", "name": "menu.txt",
                        "contentType": "text/plain", "contentBytes": "c291cA=="}]}
      """;

  private Answers() {}

  static String reply(String message) {
    return """
    {"message": "%s", "body": "At <noon>.\\nAnn",
     "attachments": [{"name": "menu.txt", "contentType": "text/plain", "content": "Y2FrZQ=="}]}
    """
        .formatted(message);
  }

  static String forward(String message) {
    return """
    {"message": "%s", "to": [{"address": "ben@sandbox.example"}], "body": "At <noon>.\\nAnn",
     "attachments": [{"name": "menu.txt", "contentType": "text/plain", "content": "Y2FrZQ=="}]}
    """
        .formatted(message);
  }

  static JsonNode onlyMail(Post post, Result result) {
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
  static void assertWhole(JsonNode mail) {
    String body = mail.path("body").path("content").asString();
    assertThat(body).containsOnlyOnce("At &lt;noon&gt;.<br>").containsOnlyOnce("Shall we?");
    assertThat(body).contains("Sent:");
    assertThat(body.indexOf("At &lt;noon&gt;")).isLessThan(body.indexOf("Sent:"));
    assertThat(body.indexOf("Sent:")).isLessThan(body.indexOf("Shall we?"));
  }

  static void assertOneReply(Post post, Result result) {
    JsonNode mail = onlyMail(post, result);
    assertWhole(mail);
    assertThat(filesOf(post, mail)).containsExactly("menu.txt=Y2FrZQ==");
  }

  static List<String> filesOf(Post post, JsonNode mail) {
    return post.get(
            "ben", "/me/messages/" + Post.encoded(mail.path("id").asString()) + "/attachments")
        .path("value")
        .valueStream()
        .map(file -> file.path("name").asString() + "=" + file.path("contentBytes").asString())
        .toList();
  }
}
