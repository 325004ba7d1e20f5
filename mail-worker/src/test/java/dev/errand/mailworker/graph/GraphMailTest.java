package dev.errand.mailworker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.NoAnswer;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what of what comes back counts. */
class GraphMailTest {

  private static final AccessToken TOKEN = CannedGraph.token();
  private static final String OLD_ID = "AAMkAD/x+y=='";

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static CannedGraph graph;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static GraphMail mail;

  @BeforeAll
  static void start() throws IOException {
    graph = new CannedGraph();
    mail = graph.mail();
  }

  @AfterAll
  static void stop() {
    graph.close();
  }

  private static NewMessage draft() {
    return new NewMessage(
        "Hello",
        new ItemBody("text", "Hi"),
        List.of(new Recipient(new Recipient.EmailAddress("bob@example.com", null))),
        List.of(),
        List.of(),
        "normal",
        List.of(new ExtendedProperty("String {g} Name N", "v")),
        null);
  }

  private static Stream<Consumer<GraphMail>> everyCall() {
    return Stream.of(
        mail -> mail.createDraft(TOKEN, draft()),
        mail -> mail.attach(TOKEN, "m", new NewAttachedFile("a.txt", "text/plain", "aGk=")),
        mail -> mail.attachments(TOKEN, "m"),
        mail -> mail.moreAttachments(TOKEN, "m", "$skip=10"),
        mail -> mail.attachment(TOKEN, "m", "a"),
        mail -> mail.send(TOKEN, "m"),
        mail -> mail.sendAtOnce(TOKEN, draft()),
        mail -> mail.discard(TOKEN, "m"),
        mail -> mail.message(TOKEN, "m", "text"),
        mail -> mail.state(TOKEN, "m"),
        mail -> mail.change(TOKEN, "m", new MessageChange(true, null, null, null)),
        mail -> mail.move(TOKEN, "m", "archive"),
        mail -> mail.ofInternetId(TOKEN, "<a@b>"),
        mail -> mail.marked(TOKEN, new ExtendedProperty("String {g} Name N", "v")),
        mail -> mail.moreMessages(TOKEN, "$skip=10"),
        mail -> mail.messagesIn(TOKEN, "inbox", null, 5),
        mail -> mail.moreMessagesIn(TOKEN, "inbox", null, 5, "$skip=10"),
        mail -> mail.folder(TOKEN, "outbox"),
        mail -> mail.createFolder(TOKEN, null, "Travel"),
        mail -> mail.createFolder(TOKEN, "f", "Travel"),
        mail -> mail.folders(TOKEN),
        mail -> mail.moreFolders(TOKEN, "$skip=10"),
        mail -> mail.childFolders(TOKEN, "f"),
        mail -> mail.moreChildFolders(TOKEN, "f", "$skip=10"));
  }

  @ParameterizedTest
  @MethodSource("everyCall")
  void everyRequestCarriesTheTokenAFreshIdAndTheWishForImmutableIds(Consumer<GraphMail> call) {
    graph.answer(200, Map.of(), "{\"id\": \"x\"}");
    quietly(call);
    CannedGraph.Asked first = graph.last();
    quietly(call);
    CannedGraph.Asked second = graph.last();

    assertThat(first.headers().get("Authorization")).containsExactly("Bearer canary-token");
    assertThat(first.headers().get("Prefer")).contains("IdType=\"ImmutableId\"");
    assertThat(first.target()).startsWith("/graph/v1.0/me/").doesNotContain("canary");
    assertThat(requestId(first)).isNotEqualTo(requestId(second));
  }

  private static void quietly(Consumer<GraphMail> call) {
    try {
      call.accept(mail);
    } catch (NoAnswer notTheDocumentedStatus) {
      // Only the request is looked at.
    }
  }

  private static UUID requestId(CannedGraph.Asked asked) {
    return UUID.fromString(String.valueOf(asked.headers().getFirst("client-request-id")));
  }

  @Test
  void aSendHasNoBodyAndSaysSo() {
    graph.answer(202, Map.of("Retry-After", "30"), "");
    mail.send(TOKEN, "m");
    assertThat(graph.last().headers().get("Content-Length")).containsExactly("0");
    assertThat(graph.last().body()).isEmpty();
  }

  @Test
  void anOldIdStaysOneSegmentOfThePath() {
    graph.answer(200, Map.of(), "{\"id\": \"x\"}");
    mail.message(TOKEN, OLD_ID, "html");
    assertThat(graph.last().target())
        .startsWith("/graph/v1.0/me/messages/AAMkAD%2Fx%2By%3D%3D%27?");
    assertThat(graph.last().headers().get("Prefer"))
        .containsExactlyInAnyOrder("IdType=\"ImmutableId\"", "outlook.body-content-type=\"html\"");
  }

  @Test
  void aMarkIsLookedForByItsWholeNameAndValue() {
    graph.answer(200, Map.of(), "{\"value\": [{\"id\": \"x\", \"isDraft\": false, \"new\": 1}]}");
    Page<Message> found =
        mail.marked(TOKEN, new ExtendedProperty("String {g} Name N", "o'brien & co +1"));
    assertThat(found.items()).singleElement().matches(message -> !message.draft());
    assertThat(query())
        .contains(
            "$filter=singleValueExtendedProperties/Any(ep: ep/id eq 'String {g} Name N'"
                + " and ep/value eq 'o''brien & co +1')&");
    assertThat(graph.last().target()).doesNotContain("+").doesNotContain(" ");
  }

  private static String query() {
    return URLDecoder.decode(graph.last().target(), StandardCharsets.UTF_8);
  }

  @Test
  void aListWithoutAFilterSendsNone() {
    graph.answer(200, Map.of(), "{\"value\": []}");
    mail.messagesIn(TOKEN, "inbox", null, 5);
    assertThat(query())
        .startsWith("/graph/v1.0/me/mailFolders/inbox/messages?")
        .doesNotContain("$filter")
        .contains("$orderby=receivedDateTime desc")
        .contains("$top=5");
  }

  @Test
  void aListGoesOnWithTheSameQuestionFromThePlaceAsItWas() {
    graph.answer(200, Map.of(), "{\"value\": []}");
    String filter = "from/emailAddress/address eq 'o''b+c&d@example.com'";
    mail.messagesIn(TOKEN, "a/b", filter, 5);
    Set<String> first = parameters();
    mail.moreMessagesIn(TOKEN, "a/b", filter, 5, "%24skiptoken=a%3Db");
    assertThat(graph.last().target())
        .startsWith("/graph/v1.0/me/mailFolders/a%2Fb/messages?")
        .endsWith("&%24skiptoken=a%3Db");
    Set<String> next = parameters();
    assertThat(next.remove("$skiptoken=a=b")).isTrue();
    assertThat(next).isEqualTo(first).hasSize(4);
  }

  private static Set<String> parameters() {
    return Arrays.stream(graph.last().target().split("[?]", 2)[1].split("&", -1))
        .map(parameter -> URLDecoder.decode(parameter, StandardCharsets.UTF_8))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Accept only 201 and 202: docs-contrib #3079 had a 200 without effect. */
  @ParameterizedTest
  @CsvSource({"200", "201", "204", "206"})
  void onlyTheDocumentedSuccessOfASendCounts(int status) {
    graph.answer(status, Map.of(), "");
    assertThatThrownBy(() -> mail.send(TOKEN, "m"))
        .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"id\": null}", "{\"id\": \"d1\"", "<html>"})
  void aDraftThatIsToldOfWithoutItsIdIsInDoubt(String body) {
    graph.answer(201, Map.of(), body);
    assertThatThrownBy(() -> mail.createDraft(TOKEN, draft()))
        .isInstanceOfSatisfying(NoAnswer.class, no -> assertThat(no.maybeSent()).isTrue());
  }

  @Test
  void aDraftCarriesItsMark() {
    graph.answer(201, Map.of(), "{\"id\": \"d1\", \"isDraft\": true}");
    assertThat(mail.createDraft(TOKEN, draft()).id()).isEqualTo("d1");
    assertThat(graph.last().body())
        .isEqualTo(
            "{\"subject\":\"Hello\",\"body\":{\"contentType\":\"text\",\"content\":\"Hi\"},"
                + "\"toRecipients\":[{\"emailAddress\":{\"address\":\"bob@example.com\"}}],"
                + "\"ccRecipients\":[],\"bccRecipients\":[],\"importance\":\"normal\","
                + "\"singleValueExtendedProperties\":"
                + "[{\"id\":\"String {g} Name N\",\"value\":\"v\"}]}");
  }

  @Test
  void aMessageThatIsGoneIsDiscardedAlready() {
    graph.answer(404, Map.of(), "{\"error\": {\"code\": \"ErrorItemNotFound\"}}");
    assertThat(mail.discard(TOKEN, "m")).isFalse();
  }

  @Test
  void aListThatGoesOnElsewhereIsNoAnswer() {
    assertThatThrownBy(
            () ->
                mail.next(
                    new Page<>(List.of(), "https://evil.example/v1.0/me/messages?$skip=1"),
                    "messages"))
        .isInstanceOf(NoAnswer.class);
    assertThat(mail.next(new Page<>(List.of(), null), "messages")).isEmpty();
  }
}
