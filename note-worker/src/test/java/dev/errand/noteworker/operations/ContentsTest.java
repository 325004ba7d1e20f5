package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_UPDATE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The table of contents becomes true again, whatever the person did with it by hand. */
class ContentsTest {

  private static final String CHILDREN = "/blocks/{id}/children";

  private final NotionUser user = new NotionUser();

  static Stream<Fault> faults() {
    return OneEffectTest.faults();
  }

  @Test
  void whenAllIsWellItIsReadAndNoMore() {
    create("One");
    assertThat(user.callsOf(this::ensure))
        .containsExactly("GET /blocks/{id}/children", "GET /blocks/{id}/children");
  }

  @Test
  void anEntryThatWasDeletedComesBackAndOneThatWasCopiedGoes() {
    String one = create("One");
    String two = create("Two");
    user.delete(entry(one));
    addEntries(two, two);
    ensure();
    assertThat(user.listed()).containsExactly(two, one);
  }

  @Test
  void whatThePersonWroteThereStays() {
    String one = create("One");
    user.succeeded(NOTE_APPEND, Map.of("page", contents(), "markdown", "my own words"));
    user.delete(entry(one));
    ensure();
    assertThat(user.blocks(contents())).hasSize(2);
    assertThat(user.blocks(contents()).getFirst().content()).isInstanceOf(Block.Text.class);
  }

  @Test
  void anEntryOfWhatWasPutIntoTheTrashByHandGoes() {
    String one = create("One");
    String two = create("Two");
    NotionUser.notion().trash(user.person(), one, true);
    ensure();
    assertThat(user.listed()).containsExactly(two);
    NotionUser.notion().trash(user.person(), one, false);
    ensure();
    assertThat(user.listed()).containsExactly(two, one);
  }

  @Test
  void aPageThatThePersonPutThereIsListedAndANoteElsewhereStaysListed() {
    String elsewhere = NotionUser.notion().makePage(user.person(), "Elsewhere", null);
    NotionUser.notion().share(user.person(), elsewhere);
    String there =
        user.succeeded(NOTE_CREATE, Map.of("title", "There", "markdown", "x", "parent", elsewhere))
            .path("page")
            .asString();
    String mine = NotionUser.notion().makePage(user.person(), "Mine", place());
    ensure();
    assertThat(user.listed()).containsExactly(there, mine);
    NotionUser.notion().trash(user.person(), there, true);
    ensure();
    assertThat(user.listed()).containsExactly(mine);
  }

  @Test
  void aTableThatWasDeletedIsMadeAnewWithAllThatIsThere() {
    String one = create("One");
    String two = create("Two");
    NotionUser.notion().trash(user.person(), contents(), true);
    ensure();
    assertThat(user.listed()).containsExactly(one, two);
    NotionUser.notion().trash(user.person(), contents(), true);
    String three = create("Three");
    assertThat(user.listed()).containsExactly(three);
    String four = create("Four");
    assertThat(user.listed()).containsExactlyInAnyOrder(one, two, three, four);
  }

  @Test
  void aTableThatWasMovedAwayComesBack() {
    String one = create("One");
    String contents = contents();
    String elsewhere = NotionUser.notion().makePage(user.person(), "Elsewhere", null);
    NotionUser.notion().share(user.person(), elsewhere);
    for (int time = 0; time < 2; time++) {
      NotionUser.notion().move(user.person(), contents, elsewhere);
      ensure();
      assertThat(user.pages(Workspaces.CONTENTS).getFirst().parentId()).isEqualTo(place());
      assertThat(user.pages(Workspaces.CONTENTS)).hasSize(1);
      assertThat(user.listed()).containsExactly(one);
      user.onAnotherWorker();
    }
  }

  @Test
  void aCopyOfTheTableGoesUnlessThePersonWroteInIt() {
    String one = create("One");
    String contents = contents();
    String copy = NotionUser.notion().makePage(user.person(), Workspaces.CONTENTS, place());
    user.append(copy, new Block.PageLink(one));
    String written = NotionUser.notion().makePage(user.person(), Workspaces.CONTENTS, place());
    user.succeeded(NOTE_APPEND, Map.of("page", written, "markdown", "my own words"));
    user.onAnotherWorker();
    ensure();
    assertThat(user.pages(Workspaces.CONTENTS))
        .extracting(page -> page.id())
        .containsExactly(contents, written);
    assertThat(user.listed()).containsExactly(one);
  }

  @Test
  void aRenamedNoteIsStillListedOnce() {
    String one = create("One");
    NotionUser.notion().rename(user.person(), one, "Other");
    user.succeeded(NOTE_UPDATE, Map.of("page", one, "title", "Third"));
    ensure();
    assertThat(user.listed()).containsExactly(one);
  }

  @Test
  void moreThanAHundredMissingEntriesAreAddedInTheirOrder() {
    ensure();
    List<String> pages =
        Stream.generate(() -> NotionUser.notion().makePage(user.person(), "Mine", place()))
            .limit(130)
            .toList();
    ensure();
    assertThat(user.listed()).isEqualTo(pages);
  }

  @Test
  void aWorkerLooksAtItWithTheFirstNoteOfAPersonAndNotAgain() {
    String one = create("One");
    user.delete(entry(one));
    user.onAnotherWorker();
    String two = create("Two");
    assertThat(user.listed()).containsExactly(one, two);
    assertThat(user.callsOf(() -> create("Three"))).hasSize(2);
  }

  /** Healing goes before the note: it can neither delay nor deny what was done. */
  @Test
  void aNoteThatIsMadeIsNotWaitedForAgain() {
    String one = create("One");
    user.delete(entry(one));
    user.onAnotherWorker();
    assertThat(user.callsOf(() -> create("Two")))
        .endsWith("POST /pages", "PATCH /blocks/{id}/children");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverHappensWhileItHealsTheNoteIsMade(Fault fault) {
    String one = create("One");
    String elsewhere = NotionUser.notion().makePage(user.person(), "Elsewhere", null);
    NotionUser.notion().share(user.person(), elsewhere);
    NotionUser.notion().move(user.person(), contents(), elsewhere);
    user.delete(entry(one));
    user.onAnotherWorker();
    user.next("GET", CHILDREN, fault);
    user.next("POST", "/pages/{id}/move", fault);
    user.next("PATCH", CHILDREN, fault);
    String two = create("Two");
    assertThat(user.pages("Two")).hasSize(1);
    assertThat(user.pages(Workspaces.CONTENTS).getFirst().parentId()).isEqualTo(place());
    assertThat(user.listed()).containsExactly(one, two);
  }

  @Test
  void thatItCannotHealDeniesNobodyTheNote() {
    String one = create("One");
    user.delete(entry(one));
    user.onAnotherWorker();
    user.next("PATCH", CHILDREN, restricted());
    String two = create("Two");
    assertThat(user.listed()).containsExactly(two);
  }

  /** It would list the note that was just made, which is then listed again. */
  @Test
  void itIsNotHealedOnceTheNoteMayBeThere() {
    Crashes.everywhere(
        5,
        NOTE_CREATE,
        someone -> {
          note(someone, "Earlier");
          someone.delete(someone.blocks(contents(someone)).getFirst().id());
          someone.onAnotherWorker();
          someone.next("PATCH", CHILDREN, restricted());
          return Map.of("title", "Log", "markdown", "x");
        },
        (someone, result) -> {
          NotionUser.output(result);
          assertThat(someone.pages("Log")).hasSize(1);
          assertThat(someone.listed())
              .doesNotHaveDuplicates()
              .contains(someone.pages("Log").getFirst().id());
        });
  }

  private static Fault restricted() {
    return Fault.answer(
        Point.BEFORE,
        Reply.json(
            403,
            JsonMapper.shared()
                .readTree(
                    """
                    {"object":"error","status":403,"code":"restricted_resource","message":"no"}
                    """)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverHappensToARequestEachNoteIsListedOnce(Fault fault) {
    String one = create("One");
    String two = create("Two");
    user.delete(entry(one));
    user.delete(entry(two));
    user.next("PATCH", CHILDREN, fault);
    ensure();
    assertThat(user.listed()).containsExactly(one, two);
  }

  @Test
  void whereverTheWorkerDiesEachNoteIsListedOnceAndIsThereOnce() {
    for (int point = 1; ; point++) {
      NotionUser someone = new NotionUser();
      note(someone, "Earlier");
      someone.delete(someone.blocks(contents(someone)).getFirst().id());
      NotionUser.notion().makePage(someone.person(), "Mine", place(someone));
      someone.onAnotherWorker();
      OperationHarness harness = someone.harness().crashAt(point);
      Map<String, String> data = Map.of("title", "Log", "markdown", "x");
      NotionUser.output(someone.run(harness, NOTE_CREATE, data));
      assertThat(someone.pages("Log")).as("point %d", point).hasSize(1);
      assertThat(someone.listed()).as("point %d", point).hasSize(3).doesNotHaveDuplicates();
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(8);
        return;
      }
    }
  }

  private void ensure() {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
  }

  private void addEntries(String... pages) {
    for (String page : pages) {
      user.append(contents(), new Block.PageLink(page));
    }
  }

  private String entry(String page) {
    return user.blocks(contents()).stream()
        .filter(block -> block.content().equals(new Block.PageLink(page)))
        .map(StoredBlock::id)
        .findFirst()
        .orElseThrow();
  }

  private String contents() {
    return contents(user);
  }

  private static String contents(NotionUser someone) {
    return someone.pages(Workspaces.CONTENTS).getFirst().id();
  }

  private String place() {
    return place(user);
  }

  private static String place(NotionUser someone) {
    return someone.pages(Workspaces.PAGE).getFirst().id();
  }

  private String create(String title) {
    return note(user, title);
  }

  private static String note(NotionUser someone, String title) {
    return someone
        .succeeded(NOTE_CREATE, Map.of("title", title, "markdown", "x"))
        .path("page")
        .asString();
  }
}
