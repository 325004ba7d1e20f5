package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphClient.encoded;
import static dev.errand.sandbox.graph.GraphWorld.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.graph.GraphClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = new GraphClient(server.uri(), "");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
    receive("Eve", "eve@far.example", "Lunch on Friday", "Shall we eat pizza?", "2026-01-05");
    receive("Ian", "ian@far.example", "Invoice 42", "Pizza was expensive", "2026-02-05");
    receive("Eve", "eve@far.example", "Friday's minutes", "See below", "2026-03-05");
    server.world().clock().forward(Duration.ofSeconds(3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pizza | Invoice 42; Lunch on Friday",
        "\"pizza\" | Invoice 42; Lunch on Friday",
        "\"PIZZA expensive\" | Invoice 42",
        "\"from:eve\" | Friday's minutes; Lunch on Friday",
        "\"from:eve@far.example\" | Friday's minutes; Lunch on Friday",
        "\"from:ev\" | ``",
        "\"from:ev*\" | Friday's minutes; Lunch on Friday",
        "\"subject:friday AND from:eve\" | Friday's minutes; Lunch on Friday",
        "\"subject:\\\"on friday\\\"\" | Lunch on Friday",
        "\"\\\"friday on\\\"\" | ``",
        "\"subject:invoice OR subject:minutes\" | Friday's minutes; Invoice 42",
        "\"from:eve NOT subject:lunch\" | Friday's minutes",
        "\"received>=2026-02-01\" | Friday's minutes; Invoice 42",
        "\"hasAttachments:true\" | ``",
        "\"unknown:x\" | ``",
      })
  void aSearchFindsWholeWordsWhereItSays(String search, String subjects) {
    assertThat(String.join("; ", found(search))).isEqualTo(subjects);
  }

  @ParameterizedTest
  @CsvSource({
    "$filter=isRead%20eq%20false, SearchWithFilter",
    "$orderby=subject, SearchWithOrderBy",
    "$count=true, SearchWithCount",
    "$skip=1, SearchWithSkip",
  })
  void aSearchIsCombinedWithNothing(String other, String code) {
    Answer refused = ann.get("/me/messages?$search=pizza&" + other);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({"from:eve", "two words", "'\"open'", "'\"\"'", "''"})
  void whatIsNoSearchIsRefused(String search) {
    assertThat(ann.get("/me/messages?$search=" + encoded(search)).status()).isEqualTo(400);
  }

  @Test
  void theIndexLagsBehindTheStore() {
    receive("Eve", "eve@far.example", "Fresh", "Unheard of", "2026-04-05");
    assertThat(found("fresh")).isEmpty();
    server.world().clock().forward(Duration.ofSeconds(3));
    assertThat(found("fresh")).hasSize(1);
  }

  @Test
  void moreThanTwoHundredAndFiftyAreNotFound() {
    for (int i = 0; i < 260; i++) {
      receive("Bot", "bot@far.example", "Alarm " + i, "x", "2026-04-05");
    }
    server.world().clock().forward(Duration.ofSeconds(3));
    assertThat(found("alarm")).hasSize(250).doesNotHaveDuplicates();
  }

  @Test
  void aSearchStaysInItsFolder() {
    assertThat(ann.get("/me/mailFolders/archive/messages?$search=pizza").body().path("value"))
        .isEmpty();
    assertThat(ann.get("/me/mailFolders?$search=pizza").status()).isEqualTo(400);
    assertThat(as("ann", "Mail.ReadBasic").get("/me/messages?$search=pizza").status())
        .isEqualTo(403);
  }

  @Test
  void aCountIsABareNumber() {
    Answer all = ann.get("/me/messages/$count");
    assertThat(all.response().body()).isEqualTo("3");
    assertThat(all.header("content-type")).startsWith("text/plain");
    assertThat(
            ann.get(
                    "/me/mailFolders/inbox/messages/$count?$filter="
                        + encoded("from/emailAddress/address eq 'eve@far.example'"))
                .response()
                .body())
        .isEqualTo("2");
    assertThat(ann.get("/me/mailFolders/$count").response().body()).isEqualTo("8");
  }

  private List<String> found(String search) {
    List<String> subjects = new ArrayList<>();
    String next = "/me/messages?$top=100&$search=" + encoded(search);
    while (!next.isEmpty()) {
      Answer page = ann.get(next);
      assertThat(page.status()).isEqualTo(200);
      page.body()
          .path("value")
          .forEach(message -> subjects.add(message.path("subject").asString()));
      next = page.body().path("@odata.nextLink").asString("");
    }
    return subjects;
  }

  private void receive(String name, String address, String subject, String body, String day) {
    new GraphClient(server.uri(), "")
        .post(
            "/admin/graph/mailboxes/ann/messages",
            """
            {"from":{"emailAddress":{"name":"%s","address":"%s"}},"subject":"%s",
             "body":{"contentType":"text","content":"%s"},"receivedDateTime":"%sT00:00:00Z"}
            """
                .formatted(name, address, subject, body, day));
  }
}
