package dev.errand.mailworker.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.pipeline.AccessToken;
import dev.errand.runtime.http.NoAnswer;
import dev.errand.runtime.http.ProviderHttp;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies and forwards on the wire. */
class GraphRepliesTest {

  private static final AccessToken TOKEN = CannedGraph.token();
  private static final ExtendedProperty MARK = new ExtendedProperty("String {g} Name N", "v");
  private static final ReplyChange MADE = ReplyChange.made(MARK, null);

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static CannedGraph graph;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static GraphReplies replies;

  @BeforeAll
  static void start() throws IOException {
    graph = new CannedGraph();
    replies =
        new GraphReplies(
            new ProviderHttp(Clock.systemUTC(), Duration.ofSeconds(5), Duration.ofSeconds(5)),
            graph.base());
  }

  @AfterAll
  static void stop() {
    graph.close();
  }

  /** A comment would be lost, and a body would take the quote's place. */
  @ParameterizedTest
  @CsvSource({"REPLY, createReply", "REPLY_ALL, createReplyAll", "FORWARD, createForward"})
  void aDraftIsMadeWithItsMarkAndNothingElse(ReplyKind kind, String action) {
    graph.answer(201, Map.of(), "{\"id\": \"x\"}");
    replies.create(TOKEN, kind, "AAMkAD/x+y==", MADE);
    CannedGraph.Asked asked = graph.last();
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.target()).isEqualTo("/graph/v1.0/me/messages/AAMkAD%2Fx%2By%3D%3D/" + action);
    assertThat(asked.headers().get("Prefer")).containsExactly("IdType=\"ImmutableId\"");
    assertThat(asked.headers().get("Authorization")).containsExactly("Bearer canary-token");
    assertThat(asked.body())
        .isEqualTo(
            "{\"message\":{\"singleValueExtendedProperties\":"
                + "[{\"id\":\"String {g} Name N\",\"value\":\"v\"}]}}");
  }

  @Test
  void aForwardSaysWhomItIsForWhenItIsMade() {
    graph.answer(201, Map.of(), "{\"id\": \"x\"}");
    Recipient ben = new Recipient(new Recipient.EmailAddress("ben@example.com", null));
    replies.create(TOKEN, ReplyKind.FORWARD, "m", ReplyChange.made(MARK, List.of(ben)));
    assertThat(graph.last().body())
        .contains("\"toRecipients\":[{\"emailAddress\":{\"address\":\"ben@example.com\"}}]");
  }

  /** The reference says 201, and one of its samples 200. */
  @ParameterizedTest
  @ValueSource(ints = {200, 201})
  void bothDocumentedAnswersAreOne(int status) {
    graph.answer(status, Map.of(), "{\"id\": \"x\"}");
    assertThat(replies.create(TOKEN, ReplyKind.REPLY, "m", MADE).id()).isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({"202, '{\"id\": \"x\"}'", "200, ''", "201, ''"})
  void anyOtherIsNone(int status, String body) {
    graph.answer(status, Map.of(), body);
    assertThatThrownBy(() -> replies.create(TOKEN, ReplyKind.REPLY, "m", MADE))
        .isInstanceOf(NoAnswer.class);
  }

  @Test
  void theDraftIsReadAsHtmlTogetherWithItsMark() {
    graph.answer(
        200,
        Map.of(),
        """
        {"id": "x", "body": {"contentType": "html", "content": "<p>q</p>"},
         "toRecipients": [{"emailAddress": {"address": "a@b.cc"}}], "ccRecipients": null,
         "singleValueExtendedProperties": [{"id": "String {g} Name N", "value": "v"}]}
        """);
    ReplyDraft draft = replies.draft(TOKEN, "d", MARK);
    assertThat(draft.has(MARK)).isTrue();
    assertThat(draft.has(new ExtendedProperty(MARK.id(), "w"))).isFalse();
    assertThat(draft.recipients()).hasSize(1);
    assertThat(graph.last().headers().get("Prefer"))
        .containsExactlyInAnyOrder("IdType=\"ImmutableId\"", "outlook.body-content-type=\"html\"");
    assertThat(URLDecoder.decode(graph.last().target(), StandardCharsets.UTF_8))
        .contains("$expand=singleValueExtendedProperties($filter=id eq 'String {g} Name N')");
  }

  /** Not known again, it would get its text a second time. */
  @Test
  void theMarkIsKnownInOtherLetters() {
    graph.answer(
        200,
        Map.of(),
        """
        {"id": "x",
         "singleValueExtendedProperties": [{"id": "String {G} name N", "value": "V"}]}
        """);
    assertThat(replies.draft(TOKEN, "d", MARK).has(MARK)).isTrue();
  }

  @Test
  void aDraftWithoutAnyPropertyHasNoMark() {
    graph.answer(200, Map.of(), "{\"id\": \"x\"}");
    assertThat(replies.draft(TOKEN, "d", MARK).has(MARK)).isFalse();
  }
}
