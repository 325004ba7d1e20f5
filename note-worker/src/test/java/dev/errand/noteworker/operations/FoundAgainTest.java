package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_GET;
import static dev.errand.schemas.note.NoteOperations.NOTE_MOVE;
import static dev.errand.schemas.note.NoteOperations.NOTE_RESTORE;
import static dev.errand.schemas.note.NoteOperations.NOTE_SEARCH;
import static dev.errand.schemas.note.NoteOperations.NOTE_TRASH;
import static dev.errand.schemas.note.NoteOperations.NOTE_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.enhance.RuleEnhancer;
import dev.errand.noteworker.index.RealIndex;
import dev.errand.noteworker.notion.Block;
import dev.errand.runtime.index.Shelf;
import dev.errand.sandbox.people.Client;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code note.search} after other operations have taught the index. */
class FoundAgainTest {

  private final NotionUser user = new NotionUser(new RuleEnhancer(), RealIndex.index());
  private final Shelf shelf =
      RealIndex.connected(new UserId(user.person().id()), NotionUser.connectionId(user.person()));

  @Test
  void whatWasWrittenIsFoundByItsWordsAtOnce() {
    String page = create("Log", "The boiler in the cellar leaks");
    assertThat(search("leaking boilers")).containsExactly(page);
    assertThat(by("boiler")).contains("words");
    assertThat(by("Log")).contains("title", "words");
  }

  @Test
  void byWhatItMeansALittleLater() {
    String page = create("Volvo", "The automobile needs new tyres");
    untilRead();
    assertThat(search("repair my car")).containsExactly(page);
    assertThat(by("repair my car")).containsExactly("meaning");
  }

  @Test
  void whatWasAppendedIsFoundToo() {
    String page = create("Log", "text");
    user.succeeded(NOTE_APPEND, Map.of("page", page, "markdown", "a pump for the pond"));
    assertThat(search("pumps")).containsExactly(page);
  }

  @Test
  void whatWasReadIsFoundAlsoIfThePersonWroteIt() {
    String page = NotionUser.notion().makePage(user.person(), "Mine", null);
    NotionUser.notion().share(user.person(), page);
    user.succeeded(NOTE_APPEND, Map.of("page", page, "markdown", "the combination of the safe"));
    assertThat(search("combination")).isEmpty();
    user.succeeded(NOTE_GET, Map.of("page", page));
    assertThat(search("combination")).containsExactly(page);
  }

  @Test
  void whatWasChangedIsFoundByWhatItSaysNow() {
    String page = create("Log", "boiler");
    user.succeeded(
        NOTE_UPDATE,
        Map.of("page", page, "markdown", "a pump", "title", "Pond", "tags", List.of("fish")));
    assertThat(by("boiler")).doesNotContain("words"); // a pond may mean something like it
    for (String word : List.of("pumps", "ponds", "fish")) {
      assertThat(search(word)).as(word).containsExactly(page);
    }
  }

  @Test
  void aNoteWhoseTagsAreTakenAwayKeepsNobodyElseFromBeingRead() {
    String page = create("Log", "boiler");
    untilRead();
    user.succeeded(NOTE_UPDATE, Map.of("page", page, "tags", List.of()));
    String car = create("Volvo", "The automobile needs new tyres");
    untilRead();
    assertThat(by("repair my car")).contains("meaning");
    assertThat(search("repair my car")).startsWith(car);
  }

  @Test
  void aMoveToWhereNothingIsLetsTheNoteBeFound() {
    String page = create("Log", "boiler");
    user.run(NOTE_MOVE, Map.of("page", page, "parent", UUID.randomUUID().toString()));
    assertThat(search("boiler")).containsExactly(page);
  }

  @Test
  void whatIsInTheTrashIsNotFoundUntilItComesBack() {
    String page = create("Log", "boiler");
    user.succeeded(NOTE_TRASH, Map.of("page", page));
    assertThat(search("boiler")).isEmpty();
    user.succeeded(NOTE_RESTORE, Map.of("page", page));
    assertThat(search("boiler")).containsExactly(page);
  }

  @Test
  void whatThePersonTrashedIsForgottenWhenItIsRead() {
    String page = create("Log", "boiler");
    NotionUser.notion().trash(user.person(), page, true);
    user.succeeded(NOTE_GET, Map.of("page", page));
    assertThat(search("boiler")).isEmpty();
  }

  @Test
  void anEnhancedNoteLinksToWhatIsRelatedAndStillThere() {
    String boiler = create("Boiler", "The boiler in the cellar leaks water and needs a repair");
    String gone = create("Leak", "The boiler in the cellar leaks water and needs a repair soon");
    create("Party", "Invite Grace and Linus to the birthday party");
    untilRead();
    NotionUser.notion().trash(user.person(), gone, true);
    JsonNode note =
        user.succeeded(
            NOTE_CREATE,
            Map.of("markdown", "The plumber repairs the leaking boiler", "enhance", true));
    List<String> related = new ArrayList<>();
    note.path("enhancement").path("related").forEach(page -> related.add(page.asString()));
    assertThat(related).containsExactly(boiler);
    assertThat(user.blocks(note.path("page").asString()).getLast().content())
        .isEqualTo(new Block.PageLink(boiler));
  }

  @Test
  void nobodyElseFindsIt() {
    create("Log", "The boiler in the cellar leaks");
    NotionUser other = new NotionUser(new RuleEnhancer(), RealIndex.index());
    RealIndex.connected(new UserId(other.person().id()), NotionUser.connectionId(other.person()));
    assertThat(other.succeeded(NOTE_SEARCH, Map.of("query", "boiler")).path("notes")).isEmpty();
  }

  @Test
  void eachOfManyIsToldOnceHoweverFewAreAskedForAtATime() {
    List<String> pages = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      pages.add(create(i % 2 == 0 ? "Boiler " + i : "Heating " + i, "about the boiler"));
    }
    untilRead(); // or the order changes while it is paged through
    List<String> found = new ArrayList<>();
    String cursor = null;
    do {
      JsonNode part =
          user.succeeded(
              NOTE_SEARCH,
              cursor == null
                  ? Map.of("query", "boiler", "limit", 2)
                  : Map.of("query", "boiler", "limit", 2, "cursor", cursor));
      assertThat(new OperationCatalog().validateOutput(NOTE_SEARCH, part))
          .isInstanceOf(Validation.Valid.class);
      assertThat(part.path("notes")).hasSizeLessThan(3);
      part.path("notes").forEach(note -> found.add(note.path("page").asString()));
      cursor = part.path("cursor").asString(null);
    } while (cursor != null);
    assertThat(found).containsExactlyInAnyOrderElementsOf(pages);
  }

  @Test
  void aSearchAsksNotionOnce() {
    create("Boiler", "about the boiler");
    assertThat(user.callsOf(() -> search("boiler"))).containsExactly("POST /search");
  }

  @Test
  void whatIsNoLongerSharedLeavesTheIndexWhenItWouldBeShown() {
    String page = shared("The boiler in the cellar leaks");
    NotionUser.notion().unshare(user.person(), Client.DEMO.id(), page);
    assertThat(search("leaking")).as("it was there just now").containsExactly(page);
    RealIndex.letTimePass(shelf);
    assertThat(search("leaking")).isEmpty();
    assertThat(RealIndex.count(shelf)).isZero();
  }

  @Test
  void whatThePersonTrashedIsNotFoundAfterALook() {
    String page = create("Log", "The boiler in the cellar leaks");
    NotionUser.notion().trash(user.person(), page, true);
    RealIndex.letTimePass(shelf);
    assertThat(search("leaking")).isEmpty();
    assertThat(RealIndex.count(shelf)).isEqualTo(1);
    assertThat(user.callsOf(() -> search("leaking"))).containsExactly("POST /search");
  }

  @Test
  void eachSearchLooksAtTwoThatWereNotSeenForLongUntilAllAreSure() {
    create("Log", "The boiler in the cellar leaks");
    create("Pond", "a pump for the fish");
    String gone = shared("new tyres");
    NotionUser.notion().unshare(user.person(), Client.DEMO.id(), gone);
    RealIndex.letTimePass(shelf);
    assertThat(user.callsOf(() -> search("leaking"))).hasSize(3).contains("POST /search");
    user.callsOf(() -> search("leaking"));
    assertThat(user.callsOf(() -> search("leaking"))).containsExactly("POST /search");
    assertThat(RealIndex.count(shelf)).isEqualTo(2);
  }

  /** What docs/operating.md says to do. */
  @Test
  void aLostIndexIsMadeAnewByReadingWhatASearchForNothingLists() {
    String page = create("Log", "The boiler in the cellar leaks");
    String own = shared("the combination of the safe");
    RealIndex.lose(shelf);
    assertThat(search("leaking")).isEmpty();
    String cursor = "";
    do {
      JsonNode part =
          user.succeeded(
              NOTE_SEARCH,
              cursor.isEmpty()
                  ? Map.of("query", "", "limit", 2)
                  : Map.of("query", "", "limit", 2, "cursor", cursor));
      part.path("notes")
          .forEach(note -> user.succeeded(NOTE_GET, Map.of("page", note.path("page").asString())));
      cursor = part.path("cursor").asString("");
    } while (!cursor.isEmpty());
    assertThat(search("leaking")).containsExactly(page);
    assertThat(search("combination")).containsExactly(own);
  }

  /** A page of the person's own that was read once. */
  private String shared(String text) {
    String page = NotionUser.notion().makePage(user.person(), "Mine", null);
    NotionUser.notion().share(user.person(), page);
    user.succeeded(NOTE_APPEND, Map.of("page", page, "markdown", text));
    user.succeeded(NOTE_GET, Map.of("page", page));
    return page;
  }

  private String create(String title, String markdown) {
    return user.succeeded(NOTE_CREATE, Map.of("title", title, "markdown", markdown))
        .path("page")
        .asString();
  }

  private void untilRead() {
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> RealIndex.isRead(shelf));
  }

  private List<String> search(String query) {
    List<String> pages = new ArrayList<>();
    user.succeeded(NOTE_SEARCH, Map.of("query", query))
        .path("notes")
        .forEach(note -> pages.add(note.path("page").asString()));
    return pages;
  }

  private List<String> by(String query) {
    List<String> by = new ArrayList<>();
    user.succeeded(NOTE_SEARCH, Map.of("query", query))
        .path("notes")
        .path(0)
        .path("by")
        .forEach(one -> by.add(one.asString()));
    return by;
  }
}
