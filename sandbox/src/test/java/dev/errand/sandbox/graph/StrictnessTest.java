package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphClient.encoded;
import static dev.errand.sandbox.graph.GraphWorld.as;
import static dev.errand.sandbox.graph.GraphWorld.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.graph.GraphClient.Answer;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.limit.Limit;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictnessTest {

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = as("ann");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{`subjekt`:`x`} | RequestBodyRead",
        "{'Subject':'x'} | RequestBodyRead",
        "{'subject':7} | RequestBodyRead",
        "{'isRead':'true'} | RequestBodyRead",
        "{'importance':'urgent'} | RequestBodyRead",
        "{'body':'text'} | RequestBodyRead",
        "{'body':{'contentType':'rtf','content':''}} | RequestBodyRead",
        "{'toRecipients':{'emailAddress':{'address':'a@b.example'}}} | RequestBodyRead",
        "{'toRecipients':null} | RequestBodyRead",
        "{'toRecipients':[{'address':'a@b.example'}]} | RequestBodyRead",
        "{'singleValueExtendedProperties':[{'id':'ErrandCommand','value':'x'}]} |"
            + " ErrorInvalidExtendedProperty",
        "{'internetMessageHeaders':[]} | InvalidInternetMessageHeader",
        "{'internetMessageHeaders':[{'name':'Reply-To','value':'x'}]} |"
            + " InvalidInternetMessageHeader",
        "{'attachments':[{'name':'a','contentBytes':''}]} | ErrorInvalidArgument",
        "{'attachments':[{'@odata.type':'#microsoft.graph.fileAttachment','name':'a','contentBytes':'%'}]}"
            + " | RequestBodyRead",
        "{'subject': | BadRequest",
        "[] | RequestBodyRead",
      })
  void aBodyThatIsNoMessageIsRefused(String body, String code) {
    Answer answer = ann.post("/me/messages", body.replace('\'', '"').replace('`', '"'));
    assertThat(answer.error()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("error").path("innerError").propertyNames())
        .containsExactlyInAnyOrder("date", "request-id", "client-request-id");
    assertThat(ann.get("/me/messages").body().path("value")).isEmpty();
  }

  @Test
  void sixHeadersAreOneTooMany() {
    String header = "{\"name\":\"x-a\",\"value\":\"1\"}";
    String six =
        "{\"internetMessageHeaders\":[" + String.join(",", Collections.nCopies(6, header)) + "]}";
    assertThat(ann.post("/me/messages", six).error()).isEqualTo("InvalidInternetMessageHeader");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/me/messages/short | 400 | ErrorInvalidIdMalformed",
        "/me/messages/ErrandCommand%3D%3D | 400 | ErrorInvalidIdMalformed",
        "/me/mailFolders/nowhere | 400 | ErrorInvalidIdMalformed",
        "/me/mailFolders/clutter/messages | 404 | ErrorFolderNotFound",
        "/me/messages?$top=0 | 400 | BadRequest",
        "/me/messages?$top=5&$top=6 | 400 | BadRequest",
        "/me/messages?$search=a:x | 400 | BadRequest",
        "/me/messages?$filter=isRead%20eq%20false&$orderby=receivedDateTime | 400 |"
            + " InefficientFilter",
        "/me/messages?$filter=toRecipients/any(r:r/emailAddress/address%20eq%20'x') | 400 |"
            + " ErrorInvalidUrlQueryFilter",
        "/me/messages?$expand=singleValueExtendedProperties | 400 | ErrorInvalidUrlQuery",
        "/me/message | 400 | BadRequest",
      })
  void aQuestionThatGraphDoesNotUnderstandIsRefused(String path, int status, String code) {
    Answer answer = ann.get(path);
    assertThat(answer.error()).isEqualTo(code);
    assertThat(answer.status()).isEqualTo(status);
  }

  @Test
  void anIdCountsWithItsCase() {
    String id = ann.post("/me/messages", "{}").body().path("id").asString();
    String swapped = id.substring(0, 40) + swapCase(id.substring(40));
    assertThat(ann.get("/me/messages/" + swapped).error()).isEqualTo("ErrorItemNotFound");
  }

  private static String swapCase(String text) {
    StringBuilder swapped = new StringBuilder();
    text.chars()
        .forEach(
            c ->
                swapped.appendCodePoint(
                    Character.isUpperCase(c)
                        ? Character.toLowerCase(c)
                        : Character.toUpperCase(c)));
    return swapped.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "Mail.Send, GET, /me/messages, 403",
    "Mail.Read, POST, /me/messages, 403",
    "Mail.ReadWrite, POST, /me/sendMail, 403",
    "Mail.ReadWrite, GET, /me, 403",
    "User.Read, GET, /me, 200",
    "Mail.ReadBasic, GET, /me/messages, 200",
    "Mail.ReadWrite, GET, /me/mailboxSettings, 403",
    "MailboxSettings.Read, GET, /me/mailboxSettings, 200",
  })
  void aTokenOpensWhatItsPermissionsSay(String scope, String method, String path, int status) {
    GraphClient client = as("ann", scope);
    Answer answer = method.equals("GET") ? client.get(path) : client.post(path, "{}");
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.error()).isEqualTo(status == 403 ? "ErrorAccessDenied" : "");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /me/messages",
    "GET, /me/messages/$count",
    "GET, /me/messages/{id}",
    "GET, /me/messages/{id}/attachments",
    "GET, /me/messages/{id}/attachments/a",
    "GET, /me/messages/{id}/attachments/a/$value",
    "GET, /me/mailFolders",
    "GET, /me/mailFolders/inbox",
    "GET, /me/mailFolders/inbox/childFolders",
    "GET, /me/mailFolders/inbox/messages",
    "GET, /me/mailFolders/inbox/messages/$count",
    "GET, /me/mailFolders/inbox/messages/delta",
    "GET, /me/mailboxSettings",
    "POST, /me/messages",
    "POST, /me/messages/{id}/attachments",
    "POST, /me/messages/{id}/attachments/createUploadSession",
    "POST, /me/messages/{id}/createReply",
    "POST, /me/messages/{id}/createReplyAll",
    "POST, /me/messages/{id}/createForward",
    "POST, /me/messages/{id}/move",
    "POST, /me/messages/{id}/copy",
    "POST, /me/messages/{id}/permanentDelete",
    "POST, /me/mailFolders",
    "POST, /me/mailFolders/inbox/childFolders",
    "POST, /me/mailFolders/inbox/messages",
    "POST, /me/translateExchangeIds",
    "PATCH, /me/messages/{id}",
    "PATCH, /me/mailFolders/inbox",
    "DELETE, /me/messages/{id}",
    "DELETE, /me/mailFolders/inbox",
  })
  void aTokenThatMaySendMayNothingElse(String method, String path) {
    String id =
        ann.post("/me/messages", mail("ben@sandbox.example", "c-1")).body().path("id").asString();
    GraphClient sending = as("ann", "Mail.Send");
    String one = path.replace("{id}", id);
    Answer answer =
        switch (method) {
          case "GET" -> sending.get(one);
          case "POST" -> sending.post(one, "{}");
          case "PATCH" -> sending.patch(one, "{}");
          default -> sending.delete(one);
        };
    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.error()).isEqualTo("ErrorAccessDenied");
    assertThat(ann.get("/me/messages/" + id).status()).isEqualTo(200);
  }

  @Test
  void aTokenThatMaySendSends() {
    String mail =
        "{\"message\": " + mail("ben@sandbox.example", "c-1") + ", \"saveToSentItems\": true}";
    assertThat(as("ann", "Mail.Send").post("/me/sendMail", mail).status()).isEqualTo(202);
  }

  @Test
  void readBasicShowsNoContentAndFindsNothingByIt() {
    ann.post("/me/messages", mail("ben@sandbox.example", "c-1"));
    GraphClient basic = as("ann", "Mail.ReadBasic");
    assertThat(basic.get("/me/messages").body().path("value").path(0).propertyNames())
        .contains("subject")
        .doesNotContain("body", "bodyPreview");
    assertThat(basic.get(GraphWorld.byMarker("c-1")).status()).isEqualTo(403);
  }

  @Test
  void withoutAGoodTokenNothingOpens() {
    assertThat(
            new GraphClient(server.uri(), "")
                .get("/me")
                .body()
                .path("error")
                .path("message")
                .asString())
        .isEqualTo("Access token is empty.");
    Answer unknown = new GraphClient(server.uri(), "eyJ.x.y").get("/me/messages");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.error()).isEqualTo("InvalidAuthenticationToken");
    assertThat(unknown.header("www-authenticate")).startsWith("Bearer ");
    server.world().clock().forward(Duration.ofHours(2));
    assertThat(ann.get("/me").status()).isEqualTo(401);
  }

  @Test
  void moreThanFourMegabytesAreTooMuch() {
    String large = "{\"subject\":\"" + "x".repeat(4 * 1024 * 1024) + "\"}";
    Answer answer = ann.post("/me/messages", large);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.error()).isEqualTo("ErrorMessageSizeExceeded");
  }

  @Test
  void theFifthCallInFlightToOneMailboxIsRefused() {
    server.world().latencies().set(Area.GRAPH, Duration.ofSeconds(3));
    GraphClient ben = as("ben");
    List<CompletableFuture<Answer>> calls =
        IntStream.range(0, 5).mapToObj(_ -> ann.getLater("/me/messages")).toList();
    CompletableFuture<Answer> other = ben.getLater("/me/messages");

    List<Integer> statuses = calls.stream().map(call -> call.join().status()).sorted().toList();
    assertThat(statuses).containsExactly(200, 200, 200, 200, 429);
    assertThat(other.join().status()).isEqualTo(200);
    Answer refused =
        calls.stream()
            .map(CompletableFuture::join)
            .filter(call -> call.status() == 429)
            .findFirst()
            .orElseThrow();
    assertThat(refused.body().path("error").path("message").asString())
        .isEqualTo("Application is over its MailboxConcurrency limit.");
    assertThat(refused.header("retry-after")).isEqualTo("1");
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDS, '5[4-9]\\d|600'",
    "DECIMAL, '(5[4-9]\\d|600)\\.\\d{3}'",
    "LIST, '(5[4-9]\\d|600),\\d{3}'",
    "DATE, '.*GMT'",
    "ABSENT, ''"
  })
  void aMailboxThatIsAskedTooOftenSaysWhenToComeBack(String shape, String retryAfter) {
    server.world().limits().set("graph.requests", new Limit(2, Duration.ofMinutes(10)));
    GraphWorld.settings("{\"retryAfter\":\"" + shape + "\"}");
    ann.get("/me/messages");
    ann.get("/me/messages");
    Answer refused = ann.get("/me/messages");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.error()).isEqualTo("ApplicationThrottled");
    assertThat(refused.header("retry-after")).matches(retryAfter);
    server.world().clock().forward(Duration.ofMinutes(10));
    assertThat(ann.get("/me/messages").status()).isEqualTo(200);
  }

  @Test
  void uploadsAreLimitedByTheirBytes() {
    server.world().limits().set("graph.upload", new Limit(3000, Duration.ofMinutes(5)));
    String twoThousand = "{\"subject\":\"" + "x".repeat(2000) + "\"}";
    assertThat(ann.post("/me/messages", twoThousand).status()).isEqualTo(201);
    assertThat(ann.post("/me/messages", twoThousand).status()).isEqualTo(429);
    assertThat(ann.get("/me/messages").status()).isEqualTo(200);
  }

  @Test
  void whatIsSentIsNoLongerDraftToBeChanged() {
    GraphWorld.settings("{\"sendDelayMillis\":0}");
    ann.post("/me/sendMail", "{\"message\":" + mail("ben@sandbox.example", "c-1") + "}");
    String sent = "/me/messages/" + GraphWorld.marked(ann, "c-1").getFirst().path("id").asString();
    Answer refused = ann.patch(sent, "{\"subject\":\"y\"}");
    assertThat(refused.error()).isEqualTo("ErrorInvalidPropertySet");
    assertThat(refused.body().path("error").path("message").asString())
        .isEqualTo("Message is not draft.");
    assertThat(ann.patch(sent, "{\"isRead\":false,\"categories\":[\"Blue\"]}").status())
        .isEqualTo(200);
    assertThat(
            ann.get("/me/messages?$filter=" + encoded("categories/any(c:c eq 'blue')"))
                .body()
                .path("value"))
        .hasSize(1);
  }
}
