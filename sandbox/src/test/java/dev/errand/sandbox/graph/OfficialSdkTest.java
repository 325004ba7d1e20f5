package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.MARKER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.graph.core.tasks.PageIterator;
import com.microsoft.graph.models.BodyType;
import com.microsoft.graph.models.EmailAddress;
import com.microsoft.graph.models.FileAttachment;
import com.microsoft.graph.models.ItemBody;
import com.microsoft.graph.models.MailFolder;
import com.microsoft.graph.models.Message;
import com.microsoft.graph.models.MessageCollectionResponse;
import com.microsoft.graph.models.Recipient;
import com.microsoft.graph.models.SingleValueLegacyExtendedProperty;
import com.microsoft.graph.models.odataerrors.ODataError;
import com.microsoft.graph.serviceclient.GraphServiceClient;
import com.microsoft.graph.users.item.sendmail.SendMailPostRequestBody;
import dev.errand.sandbox.SandboxServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sandbox speaks real Graph as far as Microsoft's own client can tell. */
class OfficialSdkTest {

  private SandboxServer server = GraphWorld.fresh();
  private GraphServiceClient graph = client("ann");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    graph = client("ann");
  }

  @Test
  void readsTheProfileAndTheFolders() {
    assertThat(graph.me().get().getMail()).isEqualTo("ann@sandbox.example");
    assertThat(graph.me().mailFolders().get().getValue())
        .extracting(MailFolder::getDisplayName)
        .contains("Inbox", "Drafts", "Sent Items");
    assertThat(graph.me().mailFolders().byMailFolderId("inbox").get().getTotalItemCount()).isZero();
    assertThat(graph.me().mailboxSettings().get().getTimeZone()).isEqualTo("UTC");
  }

  @Test
  void pagesThroughAllMessagesOnce() throws ReflectiveOperationException {
    for (int i = 0; i < 23; i++) {
      graph.me().messages().post(message("m" + i));
    }
    MessageCollectionResponse first =
        graph
            .me()
            .messages()
            .get(request -> request.queryParameters.select = new String[] {"subject"});
    List<String> subjects = new ArrayList<>();
    new PageIterator.Builder<Message, MessageCollectionResponse>()
        .client(graph)
        .collectionPage(Objects.requireNonNull(first))
        .collectionPageFactory(MessageCollectionResponse::createFromDiscriminatorValue)
        .processPageItemCallback(message -> subjects.add(message.getSubject()))
        .build()
        .iterate();
    assertThat(subjects).hasSize(23).doesNotHaveDuplicates();
  }

  @Test
  void sendsADraftAndFindsItByItsMarkerInSentItems() {
    Message message = message("Hello");
    SingleValueLegacyExtendedProperty marker = new SingleValueLegacyExtendedProperty();
    marker.setId(MARKER);
    marker.setValue("c-1");
    message.setSingleValueExtendedProperties(List.of(marker));
    Message draft = graph.me().messages().post(message);
    assertThat(draft.getIsDraft()).isTrue();
    assertThat(draft.getSingleValueExtendedProperties()).isNull();
    assertThat(byMarker().getFirst().getId()).isEqualTo(draft.getId());

    graph.me().messages().byMessageId(draft.getId()).send().post();
    server.world().clock().forward(Duration.ofSeconds(1));

    Message sent =
        graph.me().mailFolders().byMailFolderId("sentitems").messages().get().getValue().getFirst();
    assertThat(sent.getIsDraft()).isFalse();
    assertThat(sent.getSentDateTime()).isNotNull();
    assertThat(sent.getInternetMessageId()).isEqualTo(draft.getInternetMessageId());
    assertThat(byMarker().getFirst().getId()).isEqualTo(sent.getId());
    assertThat(client("ben").me().messages().get().getValue().getFirst().getSubject())
        .isEqualTo("Hello");
  }

  private List<Message> byMarker() {
    return graph
        .me()
        .messages()
        .get(
            request -> {
              request.queryParameters.filter =
                  "singleValueExtendedProperties/Any(ep: ep/id eq '"
                      + MARKER
                      + "' and ep/value eq 'c-1')";
              request.queryParameters.expand =
                  new String[] {"singleValueExtendedProperties($filter=id eq '" + MARKER + "')"};
            })
        .getValue();
  }

  @Test
  void attachesAFile() {
    Message draft = graph.me().messages().post(message("With a file"));
    FileAttachment file = new FileAttachment();
    file.setName("a.txt");
    file.setContentType("text/plain");
    file.setContentBytes("hello".getBytes(StandardCharsets.UTF_8));
    var attachments = graph.me().messages().byMessageId(draft.getId()).attachments();
    String id = attachments.post(file).getId();
    assertThat(attachments.byAttachmentId(id).get())
        .isInstanceOfSatisfying(
            FileAttachment.class,
            found ->
                assertThat(found.getContentBytes())
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("hello"));
    assertThat(attachments.get().getValue()).hasSize(1);
  }

  @Test
  void itsSendMailKeepsNoCopyUnlessAsked() {
    SendMailPostRequestBody body = new SendMailPostRequestBody();
    body.setMessage(message("Hello"));
    graph.me().sendMail().post(body);
    server.world().clock().forward(Duration.ofSeconds(1));
    // The SDK writes SaveToSentItems:false by itself.
    assertThat(graph.me().messages().get().getValue()).isEmpty();
    assertThat(client("ben").me().messages().get().getValue()).hasSize(1);
  }

  @Test
  void readsAnErrorAsGraphs() {
    assertThatThrownBy(() -> graph.me().messages().byMessageId("short").get())
        .isInstanceOfSatisfying(
            ODataError.class,
            error -> {
              assertThat(error.getResponseStatusCode()).isEqualTo(400);
              assertThat(error.getError().getCode()).isEqualTo("ErrorInvalidIdMalformed");
              assertThat(error.getError().getInnerError().getRequestId()).isNotEmpty();
            });
  }

  static Message message(String subject) {
    Message message = new Message();
    message.setSubject(subject);
    ItemBody body = new ItemBody();
    body.setContentType(BodyType.Html);
    body.setContent("<p>Hi</p>");
    message.setBody(body);
    EmailAddress address = new EmailAddress();
    address.setAddress("ben@sandbox.example");
    Recipient recipient = new Recipient();
    recipient.setEmailAddress(address);
    message.setToRecipients(List.of(recipient));
    return message;
  }

  private static GraphServiceClient client(String person) {
    return OfficialSdk.client(person);
  }
}
