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
import static dev.errand.schemas.mail.MailOperations.MAIL_GET;
import static dev.errand.schemas.mail.MailOperations.MAIL_LIST;
import static dev.errand.schemas.mail.MailOperations.MAIL_MARK;
import static dev.errand.schemas.mail.MailOperations.MAIL_MOVE;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEARCH;
import static dev.errand.schemas.mail.MailOperations.MAIL_SEND;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.FollowupFlagStatus;
import com.microsoft.graph.models.MailFolder;
import com.microsoft.graph.models.MailboxSettings;
import com.microsoft.graph.models.Message;
import dev.errand.pipeline.TakenBack;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What lies in a mailbox is told as it lies there, and lies where it was put. */
class MailOperationsTest extends OperationCases {

  @Test
  void everyMailOperationHasItsCase() {
    Set<String> tags =
        Stream.of(MailOperationsTest.class, SendingOperationsTest.class)
            .flatMap(cases -> Arrays.stream(cases.getDeclaredMethods()))
            .flatMap(method -> Stream.of(method.getAnnotationsByType(Tag.class)))
            .map(Tag::value)
            .collect(Collectors.toSet());
    assertThat(
            CATALOG.entries().stream()
                .filter(entry -> entry.topics().equals(Topics.MAIL))
                .map(entry -> entry.name().value()))
        .containsExactlyInAnyOrderElementsOf(tags);
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
}
