package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphClient.encoded;
import static dev.errand.sandbox.graph.GraphWorld.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.graph.GraphClient.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DeltaTest {

  private static final String INBOX = "/me/mailFolders/inbox/messages";

  private static final String IMMUTABLE = "IdType=\"ImmutableId\"";

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = new GraphClient(server.uri(), "");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
  }

  @Test
  void theFirstRoundTellsEverythingAndTheNextOnlyWhatChanged() {
    for (int i = 0; i < 5; i++) {
      receive("m" + i);
    }
    Round first = round(INBOX + "/delta?$select=subject,isRead", 2);
    assertThat(first.pages).isEqualTo(3);
    assertThat(first.subjects()).containsExactlyInAnyOrder("m0", "m1", "m2", "m3", "m4");
    assertThat(first.entries.getFirst().propertyNames())
        .containsExactlyInAnyOrder("@odata.type", "@odata.etag", "id", "subject", "isRead");
    assertThat(round(first.deltaLink, 2).entries).isEmpty();

    String read = first.entries.getFirst().path("id").asString();
    ann.patch("/me/messages/" + read, "{\"isRead\":true}");
    String gone = first.entries.getLast().path("id").asString();
    ann.delete("/me/messages/" + gone);
    receive("new");

    Round second = round(first.deltaLink, 2);
    assertThat(second.entries)
        .extracting(entry -> entry.path("id").asString())
        .contains(read, gone)
        .hasSize(3);
    assertThat(second.entries.stream().filter(entry -> entry.has("@removed")).toList())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.path("id").asString()).isEqualTo(gone);
              assertThat(entry.path("@removed").path("reason").asString()).isEqualTo("deleted");
            });
    assertThat(round(first.deltaLink, 10).entries).hasSize(3);
    assertThat(round(second.deltaLink, 2).entries).isEmpty();
  }

  @Test
  void whatHappensWhileSomebodyReadsComesWithTheNextRound() {
    for (int i = 0; i < 4; i++) {
      receive("m" + i);
    }
    Answer page = ann.get(INBOX + "/delta", "Prefer", "odata.maxpagesize=2");
    assertThat(page.header("preference-applied")).isEqualTo("odata.maxpagesize=2");
    assertThat(page.body().path("value")).hasSize(2);
    receive("late");
    ann.delete("/me/messages/" + page.body().path("value").path(0).path("id").asString());

    Round rest = round(page.body().path("@odata.nextLink").asString(), 2);
    assertThat(rest.subjects()).containsExactly("m1", "m0");
    Round next = round(rest.deltaLink, 10);
    assertThat(next.entries).hasSize(2);
    assertThat(next.subjects()).contains("late");
  }

  @Test
  void aMessageThatIsMovedAwayIsRemovedUnderTheIdThatItHad() {
    String id = receive("m");
    Round plain = round(INBOX + "/delta", 10);
    Round stable = round(INBOX + "/delta", 10, IMMUTABLE);
    String stableId = stable.entries.getFirst().path("id").asString();
    assertThat(stableId).isNotEqualTo(id);

    String moved =
        ann.post("/me/messages/" + id + "/move", "{\"destinationId\":\"archive\"}")
            .body()
            .path("id")
            .asString();
    assertThat(round(plain.deltaLink, 10).entries.getFirst().path("id").asString()).isEqualTo(id);
    assertThat(round(stable.deltaLink, 10, IMMUTABLE).entries.getFirst().path("id").asString())
        .isEqualTo(stableId);

    ann.post("/me/messages/" + moved + "/move", "{\"destinationId\":\"inbox\"}");
    assertThat(round(plain.deltaLink, 10).entries).hasSize(2);
    assertThat(round(stable.deltaLink, 10, IMMUTABLE).entries)
        .singleElement()
        .satisfies(entry -> assertThat(entry.has("@removed")).isFalse());
  }

  @ParameterizedTest
  @CsvSource({"created, new", "updated, old", "deleted, ''"})
  void aFollowerMayWantOneKindOfChange(String kind, String subject) {
    String old = receive("old");
    String doomed = receive("doomed");
    Round first = round(INBOX + "/delta?changeType=" + kind, 10);
    assertThat(first.entries).hasSize(kind.equals("created") ? 2 : 0);
    receive("new");
    ann.patch("/me/messages/" + old, "{\"isRead\":true}");
    ann.delete("/me/messages/" + doomed);
    Round second = round(first.deltaLink, 10);
    assertThat(second.entries).hasSize(1);
    assertThat(second.subjects()).containsExactly(subject);
  }

  @Test
  void aMessageThatCameAndChangedIsNewOnWhateverPageItIs() {
    Round first = round(INBOX + "/delta?changeType=created", 1);
    String early = receive("early");
    receive("middle");
    receive("late");
    ann.patch("/me/messages/" + early, "{\"isRead\":true}");
    assertThat(round(first.deltaLink, 1).subjects()).containsExactly("middle", "late", "early");
  }

  @Test
  void onlyAMomentFromWhichOnMayBeFiltered() {
    receive("old", "2026-01-01T00:00:00Z");
    receive("new", "2026-02-01T00:00:00Z");
    String since = encoded("receivedDateTime ge 2026-02-01T00:00:00Z");
    assertThat(round(INBOX + "/delta?$filter=" + since, 10).subjects()).containsExactly("new");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$filter=isRead%20eq%20false",
        "$filter=receivedDateTime%20lt%202026-01-01T00:00:00Z",
        "$filter=receivedDateTime%20ge%202026-01-01T00:00:00Z%20and%20isRead%20eq%20false",
        "$orderby=receivedDateTime",
        "$orderby=subject%20desc",
        "$search=%22x%22",
        "$skip=1",
        "$count=true",
        "changeType=moved",
        "$deltatoken=latest",
        "$deltatoken=eyJ4IjoxfQ",
      })
  void whatChangeTrackingDoesNotKnowIsRefused(String query) {
    assertThat(ann.get(INBOX + "/delta?" + query).status()).isEqualTo(400);
  }

  @Test
  void aTokenThatIsTooOldIsGoneAndSaysWhereToBegin() {
    receive("m");
    Round first = round(INBOX + "/delta", 10);
    assertThat(
            new GraphClient(server.uri(), "")
                .post("/admin/graph/mailboxes/ann/expire-delta", "")
                .status())
        .isEqualTo(204);
    Answer gone = ann.get(first.deltaLink);
    assertThat(gone.status()).isEqualTo(410);
    assertThat(gone.error()).isEqualTo("SyncStateNotFound");
    assertThat(round(gone.header("location"), 10).subjects()).containsExactly("m");
  }

  @Test
  void aChangeMayBeToldAgainOnceInTheNextRound() {
    GraphWorld.settings("{\"deltaReplays\":true}");
    Round first = round(INBOX + "/delta", 10);
    receive("a");
    receive("b");
    Round second = round(first.deltaLink, 10);
    assertThat(second.subjects()).containsExactly("a", "b");
    receive("c");
    Round third = round(second.deltaLink, 10);
    assertThat(third.subjects()).containsExactly("b", "c");
    Round fourth = round(third.deltaLink, 10);
    assertThat(fourth.subjects()).containsExactly("c");
    assertThat(round(fourth.deltaLink, 10).entries).isEmpty();
  }

  /** Nothing tells that there are more; later changes are told of all of them. */
  @Test
  void theFirstRoundSinceADateTellsSoManyAndTheNewestOfThem() {
    GraphWorld.settings("{\"deltaSince\":3}");
    for (int i = 0; i < 5; i++) {
      receive("m" + i);
    }
    String since = "?$filter=" + encoded("receivedDateTime ge 2020-01-01T00:00:00Z");
    Round first = round(INBOX + "/delta" + since, 2);
    assertThat(first.pages).isEqualTo(2);
    assertThat(first.subjects()).containsExactlyInAnyOrder("m2", "m3", "m4");
    receive("new");
    assertThat(round(first.deltaLink, 2).subjects()).containsExactly("new");
    assertThat(round(INBOX + "/delta", 10).subjects()).hasSize(6);
  }

  @Test
  void anothersTokenIsNone() {
    receive("m");
    Round anns = round(INBOX + "/delta", 10);
    GraphClient ben = as("ben");
    String token = anns.deltaLink.substring(anns.deltaLink.indexOf('?'));
    Answer refused = ben.get(INBOX + "/delta" + token);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo(ben.get(INBOX + "/delta?$deltatoken=x").error());
  }

  private record Round(List<JsonNode> entries, int pages, String deltaLink) {
    List<String> subjects() {
      return entries.stream().map(entry -> entry.path("subject").asString("")).toList();
    }
  }

  private Round round(String link, int pageSize, String... preferences) {
    List<JsonNode> entries = new ArrayList<>();
    int pages = 0;
    String next = link;
    while (true) {
      String prefer =
          "odata.maxpagesize="
              + pageSize
              + (preferences.length == 0 ? "" : ", " + String.join(", ", preferences));
      Answer page = ann.get(next, "Prefer", prefer);
      assertThat(page.status()).isEqualTo(200);
      page.body().path("value").forEach(entries::add);
      pages++;
      if (page.body().has("@odata.deltaLink")) {
        return new Round(entries, pages, page.body().path("@odata.deltaLink").asString());
      }
      next = page.body().path("@odata.nextLink").asString();
    }
  }

  private String receive(String subject) {
    return receive(subject, "2026-03-01T00:00:00Z");
  }

  private String receive(String subject, String received) {
    return new GraphClient(server.uri(), "")
        .post(
            "/admin/graph/mailboxes/ann/messages",
            "{\"subject\":\"%s\",\"receivedDateTime\":\"%s\"}".formatted(subject, received))
        .body()
        .path("id")
        .asString();
  }
}
