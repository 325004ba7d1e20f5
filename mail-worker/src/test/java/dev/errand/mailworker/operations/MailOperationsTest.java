package dev.errand.mailworker.operations;

import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_GET;
import static dev.errand.schemas.mail.MailOperations.ATTACHMENT_LIST;
import static dev.errand.schemas.mail.MailOperations.FOLDER_ENSURE;
import static dev.errand.schemas.mail.MailOperations.FOLDER_LIST;
import static dev.errand.schemas.mail.MailOperations.MAILBOX_CHECK;
import static dev.errand.schemas.mail.MailOperations.MAIL_CANCEL;
import static dev.errand.schemas.mail.MailOperations.MAIL_CHANGES;
import static dev.errand.schemas.mail.MailOperations.MAIL_DELETE;
import static dev.errand.schemas.mail.MailOperations.MAIL_DRAFT;
import static dev.errand.schemas.mail.MailOperations.MAIL_FORWARD;
import static dev.errand.schemas.mail.MailOperations.MAIL_GET;
import static dev.errand.schemas.mail.MailOperations.MAIL_LIST;
import static dev.errand.schemas.mail.MailOperations.MAIL_MARK;
import static dev.errand.schemas.mail.MailOperations.MAIL_MOVE;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY;
import static dev.errand.schemas.mail.MailOperations.MAIL_REPLY_ALL;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEARCH;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND_DRAFT;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.FollowupFlagStatus;
import com.microsoft.graph.models.Importance;
import com.microsoft.graph.models.MailFolder;
import com.microsoft.graph.models.MailboxSettings;
import com.microsoft.graph.models.Message;
import dev.errand.pipeline.TakenBack;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import dev.errand.schemas.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each mail operation promises. The worker does it, and Microsoft's own client, which knows
 * nothing of the worker, reads from the mailbox what came of it. A test's tag is the operation that
 * it is the case of.
 */
class MailOperationsTest {

  private static final OperationCatalog CATALOG = new OperationCatalog();

  private static final Map<String, Object> LETTER =
      Map.of(
          "to",
          List.of(
              Map.of("address", "ben@sandbox.example", "name", "Ben Žák"),
              Map.of("address", "cat@sandbox.example")),
          "cc",
          List.of(Map.of("address", "Dan+trips@other.example", "name", "Dan")),
          "bcc",
          List.of(Map.of("address", "eve@sandbox.example")),
          "subject",
          "Überraschung: 3 < 4 & \"so\" 😀",
          "body",
          "<p>Bis <b>morgen</b> &amp; danke</p>",
          "bodyType",
          "html",
          "importance",
          "high",
          "attachments",
          List.of(
              Map.of("name", "plan.txt", "contentType", "text/plain", "content", base64("Süden")),
              Map.of("name", "plan.txt", "contentType", "text/csv", "content", base64("a;b"))));

  private final Post post = new Post();
  private final OperationHarness harness = post.harness();
  private final Outlook ann = post.outlook("ann");
  private final Outlook ben = post.outlook("ben");
  private final Set<String> done = new HashSet<>();
  private int commands;

  @AfterEach
  void theCaseRanWhatItIsTheCaseOf(TestInfo test) {
    assertThat(done).containsAll(test.getTags());
  }

  @Test
  void everyMailOperationHasItsCase() {
    Set<String> cases =
        Arrays.stream(MailOperationsTest.class.getDeclaredMethods())
            .flatMap(method -> Stream.of(method.getAnnotationsByType(Tag.class)))
            .map(Tag::value)
            .collect(Collectors.toSet());
    assertThat(
            CATALOG.entries().stream()
                .filter(entry -> entry.topics().equals(Topics.MAIL))
                .map(entry -> entry.name().value()))
        .containsExactlyInAnyOrderElementsOf(cases);
  }

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
    JsonNode output = done(MAIL_REPLY, Map.of("message", trip.id(), "body", "3 < 4"));
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
        done(
            MAIL_REPLY_ALL,
            Map.of(
                "message",
                trip.id(),
                "body",
                "3 < 4",
                "bcc",
                List.of(Map.of("address", "eve@sandbox.example"))));
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
        done(
            MAIL_FORWARD,
            Map.of(
                "message",
                trip.id(),
                "to",
                List.of(Map.of("address", "ben@sandbox.example")),
                "body",
                "3 < 4",
                "attachments",
                List.of(
                    Map.of(
                        "name", "plan.txt", "contentType", "text/csv", "content", base64("a;b")))));
    Message sent = sentAfter(trip, output, "Fw: Trip");
    assertThat(ann.files(requireNonNull(sent.getId())))
        .containsExactly("plan (2).txt, text/csv, a;b", "plan.txt, text/plain, soup");
    assertThat(post.envelopes()).containsExactly(List.of("to ben@sandbox.example"));
  }

  @ParameterizedTest
  @CsvSource({"text, Bis morgen & danke", "html, <p>Bis <b>morgen</b> &amp; danke</p>"})
  @Tag("mail.get")
  void aMailIsToldAsItLiesInTheMailbox(String type, String body) {
    done(MAIL_SEND, LETTER);
    post.pass(Duration.ofMinutes(1));
    Message mail = ann.only("sentitems");
    JsonNode told =
        done(MAIL_GET, Map.of("message", requireNonNull(mail.getId()), "bodyType", type));
    assertThat(told.path("message").asString()).isEqualTo(mail.getId());
    assertThat(told.path("internetMessageId").asString()).isEqualTo(mail.getInternetMessageId());
    assertThat(told.path("subject").asString()).isEqualTo(mail.getSubject());
    assertThat(told.path("bodyType").asString()).isEqualTo(type);
    assertThat(told.path("body").asString()).contains(body);
    assertThat(told(told.path("from"))).isEqualTo(Outlook.shown(mail.getFrom()));
    assertThat(toldAll(told.path("to"))).isEqualTo(Outlook.shown(mail.getToRecipients()));
    assertThat(toldAll(told.path("cc"))).isEqualTo(Outlook.shown(mail.getCcRecipients()));
    assertThat(toldAll(told.path("bcc"))).isEqualTo(Outlook.shown(mail.getBccRecipients()));
    assertThat(told.path("read").asBoolean()).isEqualTo(mail.getIsRead());
    assertThat(told.path("draft").asBoolean()).isEqualTo(mail.getIsDraft());
    assertThat(told.path("importance").asString()).isEqualTo("high");
    assertThat(told.path("sentAt").asString())
        .isEqualTo(requireNonNull(mail.getSentDateTime()).toInstant().toString());
    assertThat(ids(told.path("attachments"), "attachment"))
        .isEqualTo(
            attachments(requireNonNull(mail.getId())).stream().map(Attachment::getId).toList());
  }

  @Test
  @Tag("mail.list")
  void aListIsTheFolderNewestFirst() {
    for (int i = 0; i < 5; i++) {
      post.pass(Duration.ofMinutes(1));
      var _ = new Received(post, "ann");
    }
    List<Message> lying = ann.in("inbox");
    JsonNode first = done(MAIL_LIST, Map.of("limit", 3));
    JsonNode rest = done(MAIL_LIST, Map.of("limit", 3, "cursor", first.path("cursor").asString()));
    assertThat(Stream.of(first, rest).flatMap(page -> ids(page.path("mails"), "message").stream()))
        .containsExactlyElementsOf(lying.stream().map(Message::getId).toList());
    JsonNode newest = first.path("mails").path(0);
    assertThat(newest.path("subject").asString()).isEqualTo(lying.getFirst().getSubject());
    assertThat(newest.path("receivedAt").asString())
        .isEqualTo(requireNonNull(lying.getFirst().getReceivedDateTime()).toInstant().toString());
    assertThat(done(MAIL_LIST, Map.of("folder", "archive")).path("mails")).isEmpty();
  }

  @Test
  @Tag("mail.search")
  void aMailIsFoundByItsWordsAndNoOtherIs() {
    done(MAIL_DRAFT, LETTER);
    var _ = new Received(post, "ann");
    post.pass(Duration.ofMinutes(1));
    JsonNode found = done(MAIL_SEARCH, Map.of("words", "überraschung", "hasAttachment", true));
    assertThat(ids(found.path("mails"), "message")).containsExactly(ann.only("drafts").getId());
    assertThat(done(MAIL_SEARCH, Map.of("words", "nothing")).path("mails")).isEmpty();
  }

  @Test
  @Tag("mail.changes")
  void whatCameAndWhatLeftIsTold() {
    String cursor = done(MAIL_CHANGES, Map.of()).path("cursor").asString();
    Received mail = new Received(post, "ann");
    JsonNode came = done(MAIL_CHANGES, Map.of("cursor", cursor));
    assertThat(ids(came.path("mails"), "message")).containsExactly(ann.only("inbox").getId());
    done(MAIL_DELETE, Map.of("message", mail.id()));
    JsonNode left = done(MAIL_CHANGES, Map.of("cursor", came.path("cursor").asString()));
    assertThat(left.path("removed").valueStream().map(JsonNode::asString))
        .containsExactly(ann.only("deleteditems").getId());
  }

  @Test
  @Tag("mail.mark")
  void aMarkedMailIsReadFlaggedAndHasItsCategoriesAndNothingElseChanges() {
    Received mail = new Received(post, "ann");
    Message before = ann.message(mail.id());
    done(
        MAIL_MARK,
        Map.of(
            "message",
            mail.id(),
            "read",
            true,
            "flag",
            "flagged",
            "categories",
            List.of("Reise", "2026")));
    Message marked = ann.message(mail.id());
    assertThat(before.getIsRead()).isFalse();
    assertThat(marked.getIsRead()).isTrue();
    assertThat(requireNonNull(marked.getFlag()).getFlagStatus())
        .isEqualTo(FollowupFlagStatus.Flagged);
    assertThat(marked.getCategories()).containsExactly("Reise", "2026");
    assertThat(marked.getSubject()).isEqualTo(before.getSubject());
    assertThat(body(marked)).isEqualTo(body(before));
    assertThat(marked.getParentFolderId()).isEqualTo(before.getParentFolderId());
  }

  @Test
  @Tag("mail.move")
  void aMovedMailLiesInTheOtherFolderUnderTheSameId() {
    Received mail = new Received(post, "ann");
    JsonNode output = done(MAIL_MOVE, Map.of("message", mail.id(), "folder", "archive"));
    assertThat(ann.only("archive").getId()).isEqualTo(mail.id());
    assertThat(ann.in("inbox")).isEmpty();
    assertThat(output.path("message").asString()).isEqualTo(mail.id());
    assertThat(output.path("folder").asString()).isEqualTo(ann.folder("archive").getId());
  }

  @Test
  @Tag("mail.delete")
  void aDeletedMailLiesInDeletedItems() {
    Received mail = new Received(post, "ann");
    JsonNode output = done(MAIL_DELETE, Map.of("message", mail.id()));
    assertThat(ann.only("deleteditems").getId()).isEqualTo(mail.id());
    assertThat(ann.in("inbox")).isEmpty();
    assertThat(output.path("folder").asString()).isEqualTo(ann.folder("deleteditems").getId());
  }

  @Test
  @Tag("attachment.list")
  void theAttachmentsOfAMailAreTold() {
    String draft = done(MAIL_DRAFT, LETTER).path("message").asString();
    JsonNode told = done(ATTACHMENT_LIST, Map.of("message", draft)).path("attachments");
    List<Attachment> attached = attachments(draft);
    assertThat(ids(told, "attachment"))
        .isEqualTo(attached.stream().map(Attachment::getId).toList());
    assertThat(ids(told, "name")).isEqualTo(attached.stream().map(Attachment::getName).toList());
    assertThat(ids(told, "contentType"))
        .isEqualTo(attached.stream().map(Attachment::getContentType).toList());
    assertThat(told.valueStream().map(one -> one.path("size").asInt()))
        .isEqualTo(attached.stream().map(Attachment::getSize).toList());
  }

  @Test
  @Tag("attachment.get")
  void anAttachmentIsToldByteForByte() {
    String draft = done(MAIL_DRAFT, LETTER).path("message").asString();
    for (Attachment attached : attachments(draft)) {
      JsonNode told =
          done(
              ATTACHMENT_GET,
              Map.of("message", draft, "attachment", requireNonNull(attached.getId())));
      String content =
          new String(Base64.getDecoder().decode(told.path("content").asString()), UTF_8);
      assertThat(ann.files(draft))
          .contains(attached.getName() + ", " + attached.getContentType() + ", " + content);
      assertThat(told.path("name").asString()).isEqualTo(attached.getName());
    }
  }

  @Test
  @Tag("folder.list")
  void theFoldersOfTheMailboxAreTold() {
    done(FOLDER_ENSURE, Map.of("path", List.of("Inbox", "Reisen", "2026")));
    JsonNode folders = done(FOLDER_LIST, Map.of()).path("folders");
    assertThat(folders.valueStream().map(folder -> path(folders, folder)))
        .containsExactlyInAnyOrderElementsOf(ann.folders());
  }

  @Test
  @Tag("mailbox.check")
  void aMailboxIsToldAsItsPersonSeesIt() {
    done(MAIL_DRAFT, Map.of("subject", "Trip", "body", "We go."));
    JsonNode told = done(MAILBOX_CHECK, Map.of());
    assertThat(told.path("ready").asBoolean()).isTrue();
    assertThat(told.path("missing")).isEmpty();
    MailboxSettings settings = ann.settings();
    assertThat(told.path("settings").path("timeZone").asString()).isEqualTo(settings.getTimeZone());
    assertThat(told.path("settings").path("language").asString())
        .isEqualTo(requireNonNull(settings.getLanguage()).getLocale());
    assertThat(told.path("automaticReplies").path("status").asString()).isEqualTo("off");
    assertThat(told.path("folders").valueStream().map(folder -> folder.path("name").asString()))
        .contains("inbox", "drafts", "sentitems", "deleteditems");
    for (JsonNode folder : told.path("folders")) {
      MailFolder seen = ann.folder(folder.path("name").asString());
      assertThat(folder.path("folder").asString()).isEqualTo(seen.getId());
      assertThat(folder.path("title").asString()).isEqualTo(seen.getDisplayName());
      assertThat(folder.path("total").asInt()).isEqualTo(seen.getTotalItemCount());
      assertThat(folder.path("unread").asInt()).isEqualTo(seen.getUnreadItemCount());
    }
  }

  private static String path(JsonNode all, JsonNode folder) {
    StringBuilder path = new StringBuilder(folder.path("name").asString());
    JsonNode here = folder;
    while (!here.path("parent").asString("").isEmpty()) {
      String parent = here.path("parent").asString();
      here =
          all.valueStream()
              .filter(one -> one.path("folder").asString().equals(parent))
              .findFirst()
              .orElseThrow();
      path.insert(0, here.path("name").asString() + "/");
    }
    return path + " = " + folder.path("folder").asString();
  }

  @Test
  @Tag("folder.ensure")
  void aPathIsThereAfterwardsAndMadeOnce() {
    JsonNode made = done(FOLDER_ENSURE, Map.of("path", List.of("Reisen & Mehr", "Süd")));
    String last = made.path("folder").asString();
    assertThat(ann.folders()).contains("Reisen & Mehr/Süd = " + last);
    MailFolder folder = ann.folder(last);
    assertThat(folder.getDisplayName()).isEqualTo("Süd");
    Set<String> before = ann.folders();
    assertThat(done(FOLDER_ENSURE, Map.of("path", List.of("reisen & mehr", "SÜD"))))
        .isEqualTo(made);
    assertThat(ann.folders()).isEqualTo(before);
  }

  @Test
  @Tag("mail.cancel")
  void whatIsTakenBackIsSaidWithoutAskingOutlook() {
    harness.takingBack(other -> other.value().equals("c-7") ? TakenBack.DONE : TakenBack.UNKNOWN);
    assertThat(done(MAIL_CANCEL, Map.of("command", "c-7")).path("command").asString())
        .isEqualTo("c-7");
    Result unknown = run(MAIL_CANCEL, Map.of("command", "c-8"));
    assertThat(Received.problem(unknown).code()).isEqualTo(ProblemCode.NOT_FOUND);
    for (TakenBack late : List.of(TakenBack.BEGUN, TakenBack.ENDED)) {
      harness.takingBack(_ -> late);
      Result conflict = run(MAIL_CANCEL, Map.of("command", "c-7"));
      assertThat(Received.problem(conflict).code()).isEqualTo(ProblemCode.CONFLICT);
    }
    assertThat(post.calls()).isEmpty();
  }

  /** Runs it to success; what goes in and what comes out are as their schemas say. */
  private JsonNode done(OperationName operation, Map<String, ?> data) {
    byte[] json = JsonMapper.shared().writeValueAsBytes(data);
    assertThat(CATALOG.validate(operation, json)).isInstanceOf(Validation.Valid.class);
    Result result = run(operation, data);
    assertThat(result.status()).as("%s", result.problem()).isEqualTo(Status.SUCCEEDED);
    JsonNode output = requireNonNull(result.output());
    assertThat(CATALOG.validateOutput(operation, output)).isInstanceOf(Validation.Valid.class);
    done.add(operation.value());
    return output;
  }

  private Result run(OperationName operation, Map<String, ?> data) {
    return harness.run(
        Post.command(
            "ann", "c-" + ++commands, operation, JsonMapper.shared().writeValueAsString(data)));
  }

  private List<Attachment> attachments(String message) {
    return ann.attached(message);
  }

  private static List<String> ids(JsonNode all, String field) {
    return all.valueStream().map(one -> one.path(field).asString()).toList();
  }

  private static List<String> toldAll(JsonNode addresses) {
    return addresses.valueStream().map(MailOperationsTest::told).toList();
  }

  private static String told(JsonNode address) {
    return address.path("name").asString("") + " <" + address.path("address").asString() + ">";
  }

  private static String body(Message message) {
    return requireNonNull(requireNonNull(message.getBody()).getContent());
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
