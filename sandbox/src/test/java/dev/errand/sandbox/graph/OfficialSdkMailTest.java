package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.OfficialSdkTest.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.graph.core.content.BatchRequestContent;
import com.microsoft.graph.core.content.BatchResponseContent;
import com.microsoft.graph.core.tasks.LargeFileUploadTask;
import com.microsoft.graph.models.Attachment;
import com.microsoft.graph.models.AttachmentItem;
import com.microsoft.graph.models.AttachmentType;
import com.microsoft.graph.models.AutomaticRepliesStatus;
import com.microsoft.graph.models.ConvertIdResult;
import com.microsoft.graph.models.ExchangeIdFormat;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.FollowupFlag;
import com.microsoft.graph.models.FollowupFlagStatus;
import com.microsoft.graph.models.Importance;
import com.microsoft.graph.models.ItemAttachment;
import com.microsoft.graph.models.MailFolder;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.MessageCollectionResponse;
import com.microsoft.graph.models.UploadSession;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.mailfolders.item.messages.delta.DeltaGetResponse;
import com.microsoft.graph.users.item.messages.item.attachments.createuploadsession.CreateUploadSessionPostRequestBody;
import com.microsoft.graph.users.item.messages.item.createforward.CreateForwardPostRequestBody;
import com.microsoft.graph.users.item.messages.item.createreply.CreateReplyPostRequestBody;
import com.microsoft.graph.users.item.messages.item.createreplyall.CreateReplyAllPostRequestBody;
import com.microsoft.graph.users.item.messages.item.forward.ForwardPostRequestBody;
import com.microsoft.graph.users.item.messages.item.reply.ReplyPostRequestBody;
import com.microsoft.graph.users.item.translateexchangeids.TranslateExchangeIdsPostRequestBody;
import dev.errand.sandbox.SandboxServer;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import okhttp3.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the worker does to a mailbox, Microsoft's own client can do and read back. */
class OfficialSdkMailTest {

  private SandboxServer server = GraphWorld.fresh();
  private GraphServiceClient ann = OfficialSdk.client("ann");
  private GraphServiceClient ben = OfficialSdk.client("ben");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    GraphWorld.settings("{\"sendDelayMillis\":0}");
    ann = OfficialSdk.client("ann");
    ben = OfficialSdk.client("ben");
  }

  @Test
  void answersAndPassesOn() {
    String id = received("Lunch");
    var one = ben.me().messages().byMessageId(id);
    Message reply = one.createReply().post(new CreateReplyPostRequestBody());
    assertThat(reply.getSubject()).isEqualTo("Re: Lunch");
    assertThat(reply.getConversationId()).isEqualTo(one.get().getConversationId());
    assertThat(reply.getToRecipients().getFirst().getEmailAddress().getAddress())
        .isEqualTo("ann@sandbox.example");
    Message all = one.createReplyAll().post(new CreateReplyAllPostRequestBody());
    assertThat(all.getIsDraft()).isTrue();
    CreateForwardPostRequestBody to = new CreateForwardPostRequestBody();
    to.setToRecipients(message("x").getToRecipients());
    assertThat(one.createForward().post(to).getSubject()).isEqualTo("Fw: Lunch");

    ReplyPostRequestBody said = new ReplyPostRequestBody();
    said.setComment("At noon");
    one.reply().post(said);
    ForwardPostRequestBody forward = new ForwardPostRequestBody();
    forward.setToRecipients(message("x").getToRecipients());
    forward.setComment("See");
    one.forward().post(forward);
    assertThat(ann.me().mailFolders().byMailFolderId("inbox").messages().get().getValue())
        .singleElement()
        .satisfies(
            answer -> assertThat(answer.getBody().getContent()).contains("At noon", "<p>Hi</p>"));
    assertThat(ben.me().mailFolders().byMailFolderId("sentitems").messages().get().getValue())
        .extracting(Message::getSubject)
        .containsExactly("Fw: Lunch", "Re: Lunch");
  }

  @Test
  void marksMovesCopiesAndTranslates() {
    String id = received("Lunch");
    Message change = new Message();
    change.setIsRead(true);
    change.setCategories(List.of("Red category"));
    change.setImportance(Importance.High);
    FollowupFlag flag = new FollowupFlag();
    flag.setFlagStatus(FollowupFlagStatus.Flagged);
    change.setFlag(flag);
    Message marked = ben.me().messages().byMessageId(id).patch(change);
    assertThat(marked.getIsRead()).isTrue();
    assertThat(marked.getFlag().getFlagStatus()).isEqualTo(FollowupFlagStatus.Flagged);

    var copy = new com.microsoft.graph.users.item.messages.item.copy.CopyPostRequestBody();
    copy.setDestinationId("archive");
    assertThat(ben.me().messages().byMessageId(id).copy().post(copy).getId()).isNotEqualTo(id);
    var move = new com.microsoft.graph.users.item.messages.item.move.MovePostRequestBody();
    move.setDestinationId("deleteditems");
    String moved = ben.me().messages().byMessageId(id).move().post(move).getId();
    assertThat(moved).isNotEqualTo(id);

    TranslateExchangeIdsPostRequestBody ids = new TranslateExchangeIdsPostRequestBody();
    ids.setInputIds(List.of(moved));
    ids.setSourceIdType(ExchangeIdFormat.RestId);
    ids.setTargetIdType(ExchangeIdFormat.RestImmutableEntryId);
    ConvertIdResult stable = ben.me().translateExchangeIds().post(ids).getValue().getFirst();
    assertThat(ben.me().messages().byMessageId(stable.getTargetId()).get().getSubject())
        .isEqualTo("Lunch");
    ben.me().messages().byMessageId(moved).permanentDelete().post();
    assertThat(ben.me().messages().count().get()).isEqualTo(1);
  }

  @Test
  void uploadsALargeFileInRanges() throws Exception {
    Message draft = ann.me().messages().post(message("Large"));
    byte[] file = new byte[7 * 1024 * 1024 + 3];
    new Random(3).nextBytes(file);
    AttachmentItem item = new AttachmentItem();
    item.setAttachmentType(AttachmentType.File);
    item.setName("big.bin");
    item.setSize((long) file.length);
    CreateUploadSessionPostRequestBody body = new CreateUploadSessionPostRequestBody();
    body.setAttachmentItem(item);
    var attachments = ann.me().messages().byMessageId(draft.getId()).attachments();
    UploadSession session = attachments.createUploadSession().post(body);
    LargeFileUploadTask<FileAttachment> task =
        new LargeFileUploadTask<>(
            OfficialSdk.anonymous(),
            session,
            new ByteArrayInputStream(file),
            file.length,
            10 * 320 * 1024,
            FileAttachment::createFromDiscriminatorValue);
    assertThat(task.upload().isUploadSuccessful()).isTrue();

    Attachment attached = attachments.get().getValue().getFirst();
    assertThat(attached)
        .isInstanceOfSatisfying(
            FileAttachment.class, found -> assertThat(found.getContentBytes()).isEqualTo(file));
    attachments.byAttachmentId(attached.getId()).delete();
    assertThat(attachments.get().getValue()).isEmpty();
  }

  @Test
  void makesRenamesMovesAndDeletesFolders() {
    MailFolder trips = folder("Trips");
    MailFolder parent = ann.me().mailFolders().post(trips);
    MailFolder child =
        ann.me().mailFolders().byMailFolderId(parent.getId()).childFolders().post(folder("2026"));
    assertThat(
            ann.me().mailFolders().byMailFolderId(parent.getId()).childFolders().get().getValue())
        .extracting(MailFolder::getDisplayName)
        .containsExactly("2026");
    MailFolder renamed = ann.me().mailFolders().byMailFolderId(child.getId()).patch(folder("2027"));
    assertThat(renamed.getDisplayName()).isEqualTo("2027");
    var move = new com.microsoft.graph.users.item.mailfolders.item.move.MovePostRequestBody();
    move.setDestinationId("archive");
    MailFolder moved = ann.me().mailFolders().byMailFolderId(child.getId()).move().post(move);
    assertThat(moved.getParentFolderId())
        .isEqualTo(ann.me().mailFolders().byMailFolderId("archive").get().getId());
    ann.me().mailFolders().byMailFolderId(moved.getId()).delete();
    assertThatThrownBy(() -> ann.me().mailFolders().byMailFolderId(moved.getId()).get())
        .isInstanceOfSatisfying(
            ODataError.class,
            error -> assertThat(error.getError().getCode()).isEqualTo("ErrorFolderNotFound"));
    assertThat(ann.me().mailFolders().count().get()).isEqualTo(9);
  }

  private static MailFolder folder(String name) {
    MailFolder folder = new MailFolder();
    folder.setDisplayName(name);
    return folder;
  }

  @Test
  void followsAFolder() {
    received("first");
    var delta = ben.me().mailFolders().byMailFolderId("inbox").messages().delta();
    DeltaGetResponse round = delta.get();
    assertThat(round.getValue()).extracting(Message::getSubject).containsExactly("first");
    String second = received("second");
    ben.me().messages().byMessageId(round.getValue().getFirst().getId()).delete();
    DeltaGetResponse next = delta.withUrl(round.getOdataDeltaLink()).get();
    assertThat(next.getValue()).hasSize(2);
    assertThat(next.getValue().stream().filter(one -> one.getSubject() != null).toList())
        .extracting(Message::getId)
        .containsExactly(second);
    assertThat(next.getValue().stream().filter(one -> one.getSubject() == null).toList())
        .singleElement()
        .satisfies(gone -> assertThat(gone.getAdditionalData()).containsKey("@removed"));
  }

  @Test
  void searches() {
    received("Lunch on Friday");
    received("Minutes");
    server.world().clock().forward(Duration.ofSeconds(3));
    assertThat(
            ben.me()
                .messages()
                .get(request -> request.queryParameters.search = "\"subject:lunch from:ann\"")
                .getValue())
        .extracting(Message::getSubject)
        .containsExactly("Lunch on Friday");
  }

  @Test
  void asksTwoThingsAtOnce() throws Exception {
    received("Lunch");
    BatchRequestContent batch = new BatchRequestContent(ben);
    // The SDK cuts the length of its usual base address off, so it is given that one.
    String me = batch.addBatchRequestStep(step("/me"));
    String messages = batch.addBatchRequestStep(step("/me/messages"));
    BatchResponseContent answers = ben.getBatchRequestBuilder().post(batch, null);
    assertThat(answers.getResponsesStatusCode())
        .containsEntry(me, 200)
        .containsEntry(messages, 200);
    assertThat(
            answers
                .getResponseById(messages, MessageCollectionResponse::createFromDiscriminatorValue)
                .getValue())
        .hasSize(1);
  }

  private static Request step(String path) {
    return new Request.Builder().url(GraphWorld.uri() + "/v1.0" + path).get().build();
  }

  @Test
  void readsSettingsAndANonDelivery() {
    assertThat(ann.me().mailboxSettings().get().getAutomaticRepliesSetting().getStatus())
        .isEqualTo(AutomaticRepliesStatus.Disabled);
    assertThat(ann.me().mailboxSettings().get().getLanguage().getLocale()).isEqualTo("en-US");

    Message lost = message("Lost");
    lost.getToRecipients().getFirst().getEmailAddress().setAddress("nobody@sandbox.example");
    Message draft = ann.me().messages().post(lost);
    ann.me().messages().byMessageId(draft.getId()).send().post();
    server.world().clock().forward(Duration.ofSeconds(6));
    Message report =
        ann.me().mailFolders().byMailFolderId("inbox").messages().get().getValue().getFirst();
    assertThat(report.getSubject()).isEqualTo("Undeliverable: Lost");
    Attachment original =
        ann.me()
            .messages()
            .byMessageId(report.getId())
            .attachments()
            .get(
                request ->
                    request.queryParameters.expand =
                        new String[] {"microsoft.graph.itemAttachment/item"})
            .getValue()
            .getLast();
    assertThat(original)
        .isInstanceOfSatisfying(
            ItemAttachment.class,
            item ->
                assertThat(item.getItem())
                    .isInstanceOfSatisfying(
                        Message.class,
                        inner ->
                            assertThat(inner.getInternetMessageId())
                                .isEqualTo(draft.getInternetMessageId())));
  }

  /** Ben's id of a mail that Ann sends. */
  private String received(String subject) {
    Message draft = ann.me().messages().post(message(subject));
    ann.me().messages().byMessageId(draft.getId()).send().post();
    return ben.me()
        .mailFolders()
        .byMailFolderId("inbox")
        .messages()
        .get(request -> request.queryParameters.filter = "subject eq '" + subject + "'")
        .getValue()
        .getFirst()
        .getId();
  }
}
