package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.as;
import static dev.errand.sandbox.graph.GraphWorld.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.graph.GraphClient.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class NonDeliveryTest {

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = new GraphClient(server.uri(), "");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    GraphWorld.settings("{\"sendDelayMillis\":0,\"nonDeliveryDelayMillis\":60000}");
    ann = as("ann");
  }

  @ParameterizedTest
  @CsvSource({
    "nobody@sandbox.example, 5.1.10",
    "ann@nowhere.invalid, 5.4.310",
  })
  void whatExchangeCannotDeliverComesBackLaterAsAnAnswerToTheOriginal(
      String address, String status) {
    assertThat(send(address).status()).isEqualTo(202);
    assertThat(reports()).isEmpty();
    server.world().clock().forward(Duration.ofMinutes(1));

    JsonNode sent = GraphWorld.marked(ann, "c-1").getFirst();
    JsonNode report = reports().getFirst();
    assertThat(report.path("subject").asString()).isEqualTo("Undeliverable: Hello c-1");
    assertThat(report.path("from").path("emailAddress").path("address").asString())
        .startsWith("MicrosoftExchange")
        .endsWith("@sandbox.example");
    assertThat(report.path("conversationId")).isEqualTo(sent.path("conversationId"));
    assertThat(report.path("internetMessageId")).isNotEqualTo(sent.path("internetMessageId"));
    assertThat(header(report, "In-Reply-To")).isEqualTo(sent.path("internetMessageId").asString());
    assertThat(header(report, "Content-Type")).contains("report-type=delivery-status");

    List<JsonNode> parts = parts(report);
    assertThat(text(parts.getFirst()))
        .contains("Final-Recipient: rfc822;" + address, "Action: failed", "Status: " + status);
    JsonNode original =
        ann.get(
                "/me/messages/"
                    + report.path("id").asString()
                    + "/attachments/"
                    + parts.getLast().path("id").asString()
                    + "?$expand=microsoft.graph.itemattachment/item")
            .body()
            .path("item");
    assertThat(original.path("internetMessageId")).isEqualTo(sent.path("internetMessageId"));
    assertThat(original.has("singleValueExtendedProperties")).isFalse();
    assertThat(GraphWorld.marked(ann, "c-1")).hasSize(1);
  }

  @Test
  void aForeignServersReportAnswersNothingAndHidesTheOriginalsIdInAFile() {
    send("bounce@far.example");
    server.world().clock().forward(Duration.ofMinutes(1));
    JsonNode report = reports().getFirst();
    assertThat(report.path("from").path("emailAddress").path("address").asString())
        .isEqualTo("mailer-daemon@far.example");
    assertThat(header(report, "In-Reply-To")).isEmpty();
    assertThat(text(parts(report).getLast()))
        .contains(GraphWorld.marked(ann, "c-1").getFirst().path("internetMessageId").asString());
  }

  @Test
  void theReportSpeaksTheLanguageOfTheMailbox() {
    new GraphClient(server.uri(), "").patch("/admin/graph/mailboxes/ann", "{\"locale\":\"de-DE\"}");
    send("nobody@sandbox.example");
    server.world().clock().forward(Duration.ofMinutes(1));
    assertThat(reports().getFirst().path("subject").asString())
        .isEqualTo("Unzustellbar: Hello c-1");
  }

  @Test
  void anAnswerFromOutsideIsInTheConversationOfWhatItAnswers() {
    send("x@far.example");
    JsonNode sent = GraphWorld.marked(ann, "c-1").getFirst();
    new GraphClient(server.uri(), "")
        .post(
            "/admin/graph/mailboxes/ann/messages",
            """
            {"subject":"Re: Hello","from":{"emailAddress":{"address":"x@far.example"}},
             "inReplyTo":"%s"}
            """
                .formatted(sent.path("internetMessageId").asString()));
    JsonNode answer = reports().getFirst();
    assertThat(answer.path("conversationId")).isEqualTo(sent.path("conversationId"));
    assertThat(header(answer, "In-Reply-To")).isEqualTo(sent.path("internetMessageId").asString());
    assertThat(header(answer, "From")).isEqualTo("<x@far.example>");
  }

  @Test
  void othersStillGetTheMailAndFarMailJustGoes() {
    String three =
        mail("ben@sandbox.example", "c-1")
            .replace(
                "\"toRecipients\":[",
                "\"ccRecipients\":[{\"emailAddress\":{\"address\":\"x@far.example\"}}],"
                    + "\"toRecipients\":[{\"emailAddress\":{\"address\":\"nobody@sandbox.example\"}},");
    ann.post("/me/sendMail", "{\"message\":" + three + "}");
    server.world().clock().forward(Duration.ofMinutes(1));
    assertThat(as("ben").get("/me/messages").body().path("value")).hasSize(1);
    assertThat(reports()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "nobody@sandbox.example, message/rfc822",
    "bounce@far.example, text/rfc822-headers",
  })
  void reportsAreKnownByTheirClassAndTheirTextIsAReportAgain(String address, String original) {
    send(address);
    server.world().clock().forward(Duration.ofMinutes(1));
    JsonNode report = ofClass("REPORT.IPM.Note.NDR").getFirst();
    assertThat(report.at("/singleValueExtendedProperties/0/value").asLong()).isPositive();
    Answer text = ann.get("/me/messages/" + report.path("id").asString() + "/$value");
    assertThat(text.status()).isEqualTo(200);
    assertThat(text.response().body())
        .contains(
            "Content-Type: multipart/report; report-type=delivery-status; boundary=",
            "Content-Type: message/delivery-status",
            "Final-Recipient: rfc822;" + address,
            "Content-Type: " + original,
            "Message-ID: "
                + GraphWorld.marked(ann, "c-1").getFirst().path("internetMessageId").asString());
    assertThat(ann.get("/me/mailFolders/inbox/messages/x/$value").status()).isNotEqualTo(200);
  }

  @Test
  void whoeverMailsAReportGetsTheClassOfItsWorstAction() {
    for (String action : List.of("failed", "delayed", "delivered")) {
      String status =
          "Reporting-MTA: dns;x\r\n\r\nFinal-Recipient: rfc822;a@b.example\r\nAction: " + action;
      new GraphClient(server.uri(), "")
          .post(
              "/admin/graph/mailboxes/ann/messages",
              """
              {"subject":"s","attachments":[{"@odata.type":"#microsoft.graph.fileAttachment",
               "name":"d","contentType":"message/delivery-status","contentBytes":"%s"}]}
              """
                  .formatted(
                      Base64.getEncoder().encodeToString(status.getBytes(StandardCharsets.UTF_8))));
    }
    assertThat(ofClass("REPORT.IPM.Note.NDR")).hasSize(1);
    assertThat(ofClass("REPORT.IPM.Note.Delayed.DR")).hasSize(1);
    assertThat(ofClass("REPORT.IPM.Note.DR")).hasSize(1);
  }

  private List<JsonNode> ofClass(String name) {
    return ann.get(
            "/me/messages?$filter="
                + GraphClient.encoded(
                    "receivedDateTime ge 2000-01-01T00:00:00Z and"
                        + " singleValueExtendedProperties/Any(ep: ep/id eq 'String 0x001A' and"
                        + " ep/value eq '"
                        + name
                        + "')")
                + "&$orderby=receivedDateTime&$select=id,receivedDateTime&$expand="
                + GraphClient.encoded("singleValueExtendedProperties($filter=id eq 'Long 0x0E08')"))
        .body()
        .path("value")
        .valueStream()
        .toList();
  }

  private Answer send(String address) {
    return ann.post("/me/sendMail", "{\"message\":" + mail(address, "c-1") + "}");
  }

  private List<JsonNode> reports() {
    return ann.get("/me/mailFolders/inbox/messages").body().path("value").valueStream().toList();
  }

  private String header(JsonNode report, String name) {
    return ann.get(
            "/me/messages/" + report.path("id").asString() + "?$select=internetMessageHeaders")
        .body()
        .path("internetMessageHeaders")
        .valueStream()
        .filter(header -> header.path("name").asString().equals(name))
        .map(header -> header.path("value").asString())
        .collect(Collectors.joining());
  }

  private List<JsonNode> parts(JsonNode report) {
    return ann.get("/me/messages/" + report.path("id").asString() + "/attachments")
        .body()
        .path("value")
        .valueStream()
        .toList();
  }

  private static String text(JsonNode part) {
    return new String(
        Base64.getDecoder().decode(part.path("contentBytes").asString()), StandardCharsets.UTF_8);
  }
}
