package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_FORWARD;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY_ALL;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND_DRAFT;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.graph.models.Importance;
import com.microsoft.graph.models.Message;
import dev.errand.schemas.OperationName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is written and sent is with everybody it is for, as it was asked for. */
class SendingOperationsTest extends OperationCases {

  @Test
  @Tag("mail.send")
  void aSentMailIsWhatWasAskedForInSentItemsAndWithEverybodyItIsFor() {
    JsonNode output = done(MAIL_SEND, LETTER);
    post.pass(Duration.ofMinutes(1));
    Message sent = ann.only("sentitems");
    assertIsTheLetter(sent, ann);
    assertThat(Outlook.shown(sent.getBccRecipients()))
        .containsExactly("eve@sandbox.example <eve@sandbox.example>");
    assertThat(sent.getIsDraft()).isFalse();
    assertThat(output.path("internetMessageId").asString()).isEqualTo(sent.getInternetMessageId());
    assertThat(output.path("conversation").asString()).isEqualTo(sent.getConversationId());
    assertThat(ann.in("drafts")).isEmpty();
    Message received = ben.only("inbox");
    assertIsTheLetter(received, ben);
    assertThat(Outlook.shown(received.getBccRecipients())).isEmpty();
    assertThat(received.getInternetMessageId()).isEqualTo(sent.getInternetMessageId());
    assertThat(post.envelopes())
        .containsExactly(
            List.of(
                "to ben@sandbox.example",
                "to cat@sandbox.example",
                "cc Dan+trips@other.example",
                "bcc eve@sandbox.example"));
  }

  private static void assertIsTheLetter(Message message, Outlook whose) {
    assertThat(Outlook.shown(message.getFrom())).endsWith("<ann@sandbox.example>");
    assertThat(Outlook.shown(message.getSender())).isEqualTo(Outlook.shown(message.getFrom()));
    assertThat(Outlook.shown(message.getToRecipients()))
        .containsExactly(
            "Ben Žák <ben@sandbox.example>", "cat@sandbox.example <cat@sandbox.example>");
    assertThat(Outlook.shown(message.getCcRecipients()))
        .containsExactly("Dan <Dan+trips@other.example>");
    assertThat(message.getSubject()).isEqualTo("Überraschung: 3 < 4 & \"so\" 😀");
    assertThat(body(message)).contains("<p>Bis <b>morgen</b> &amp; danke</p>");
    assertThat(message.getImportance()).isEqualTo(Importance.High);
    assertThat(message.getHasAttachments()).isTrue();
    assertThat(whose.files(requireNonNull(message.getId())))
        .containsExactly("plan (2).txt, text/csv, a;b", "plan.txt, text/plain, Süden");
  }

  @Test
  @Tag("mail.draft")
  void aDraftIsWhatWasAskedForAndIsSentToNobody() {
    JsonNode output = done(MAIL_DRAFT, LETTER);
    Message draft = ann.only("drafts");
    assertIsTheLetter(draft, ann);
    assertThat(Outlook.shown(draft.getBccRecipients()))
        .containsExactly("eve@sandbox.example <eve@sandbox.example>");
    assertThat(draft.getIsDraft()).isTrue();
    assertThat(output.path("message").asString()).isEqualTo(draft.getId());
    assertThat(output.path("conversation").asString()).isEqualTo(draft.getConversationId());
    post.pass(Duration.ofMinutes(10));
    assertThat(ann.in("sentitems")).isEmpty();
    assertThat(ben.in("inbox")).isEmpty();
    assertThat(post.envelopes()).isEmpty();
  }

  @Test
  @Tag("mail.send-draft")
  void aDraftIsSentAsItIs() {
    String draft = done(MAIL_DRAFT, LETTER).path("message").asString();
    JsonNode output = done(MAIL_SEND_DRAFT, Map.of("message", draft));
    post.pass(Duration.ofMinutes(1));
    Message sent = ann.only("sentitems");
    assertIsTheLetter(sent, ann);
    assertIsTheLetter(ben.only("inbox"), ben);
    assertThat(ann.in("drafts")).isEmpty();
    assertThat(output.path("internetMessageId").asString()).isEqualTo(sent.getInternetMessageId());
    assertThat(post.envelopes()).singleElement().asInstanceOf(LIST).hasSize(4);
  }

  private static final String TRIP =
      """
      {"subject": "Trip", "body": {"contentType": "html", "content": "<p>Hello</p>"},
       "from": {"emailAddress": {"name": "Ben", "address": "ben@sandbox.example"}},
       "toRecipients": [{"emailAddress": {"address": "ann@sandbox.example"}},
                        {"emailAddress": {"address": "cat@sandbox.example"}}],
       "ccRecipients": [{"emailAddress": {"address": "dan@other.example"}}],
       "attachments": [{"@odata.type": "#microsoft.graph.fileAttachment", "name": "plan.txt",
                        "contentType": "text/plain", "contentBytes": "c291cA=="}]}
      """;

  /** What an operation gives for that mail, asked for with a body and with these fields more. */
  private JsonNode written(OperationName operation, Received trip, Map<String, Object> more) {
    Map<String, Object> data = new HashMap<>(more);
    data.put("message", trip.id());
    data.put("body", "3 < 4");
    return done(operation, data);
  }

  /** What was sent, after what it says and that it belongs to the mail before was looked at. */
  private Message sentAfter(Received trip, JsonNode output, String subject) {
    post.pass(Duration.ofMinutes(1));
    Message sent = ann.only("sentitems");
    assertThat(sent.getSubject()).isEqualTo(subject);
    assertThat(sent.getConversationId())
        .isEqualTo(ann.message(trip.id()).getConversationId())
        .isEqualTo(output.path("conversation").asString());
    assertThat(output.path("internetMessageId").asString()).isEqualTo(sent.getInternetMessageId());
    assertThat(body(ben.only("inbox"))).isEqualTo(body(sent));
    assertThat(body(sent)).containsSubsequence("3 &lt; 4", "Trip", "<p>Hello</p>");
    assertThat(ann.in("drafts")).isEmpty();
    return sent;
  }

  @Test
  @Tag("mail.reply")
  void anAnswerIsWithTheSenderAndHasTheMailBelow() {
    Received trip = new Received(post, "ann", TRIP);
    JsonNode output = written(MAIL_REPLY, trip, Map.of());
    Message sent = sentAfter(trip, output, "Re: Trip");
    assertThat(Outlook.shown(sent.getToRecipients())).containsExactly("Ben <ben@sandbox.example>");
    assertThat(ann.attached(requireNonNull(sent.getId()))).isEmpty();
    assertThat(post.envelopes()).containsExactly(List.of("to ben@sandbox.example"));
  }

  @Test
  @Tag("mail.reply-all")
  void anAnswerToAllIsWithEverybodyButThePerson() {
    Received trip = new Received(post, "ann", TRIP);
    JsonNode output =
        written(
            MAIL_REPLY_ALL, trip, Map.of("bcc", List.of(Map.of("address", "eve@sandbox.example"))));
    var _ = sentAfter(trip, output, "Re: Trip");
    assertThat(post.envelopes())
        .containsExactly(
            List.of(
                "to ben@sandbox.example",
                "to cat@sandbox.example",
                "cc dan@other.example",
                "bcc eve@sandbox.example"));
  }

  @Test
  @Tag("mail.forward")
  void aForwardedMailIsWithWhomItIsPassedOnToWithItsFiles() {
    Received trip = new Received(post, "ann", TRIP);
    JsonNode output =
        written(
            MAIL_FORWARD,
            trip,
            Map.of(
                "to",
                List.of(Map.of("address", "ben@sandbox.example")),
                "attachments",
                List.of(
                    Map.of(
                        "name", "plan.txt", "contentType", "text/csv", "content", base64("a;b")))));
    Message sent = sentAfter(trip, output, "Fw: Trip");
    assertThat(ann.files(requireNonNull(sent.getId())))
        .containsExactly("plan (2).txt, text/csv, a;b", "plan.txt, text/plain, soup");
    assertThat(post.envelopes()).containsExactly(List.of("to ben@sandbox.example"));
  }
}
