package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.RichText;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever happens to a request, and wherever the worker dies: one effect, or an honest unknown.
 */
class OneEffectTest {

  private static final String PAGES = "/pages";
  private static final String CHILDREN = "/blocks/{id}/children";

  private final NotionUser user = new NotionUser();

  static Stream<Fault> faults() {
    return Stream.of(
        NotionUser.preset("notion.503_committed"),
        Fault.answer(Point.AFTER, Reply.empty(503)),
        Fault.answer(Point.AFTER, Reply.empty(504)),
        Fault.answer(Point.AFTER, Reply.empty(500)),
        Fault.reset(Point.AFTER),
        Fault.answer(Point.BEFORE, Reply.empty(503)),
        Fault.answer(Point.BEFORE, Reply.empty(502)),
        Fault.reset(Point.BEFORE));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aNoteIsMadeOnce(Fault fault) {
    create("Log", "same");
    user.next("POST", PAGES, fault);
    create("Log", "same");
    assertThat(user.pages("Log")).hasSize(2);
    assertThat(listed()).hasSize(2).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aNoteIsListedOnce(Fault fault) {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    user.next("PATCH", CHILDREN, fault);
    create("Log", "text");
    assertThat(listed()).containsExactly(user.pages("Log").getFirst().id());
  }

  /** The table of contents goes while its entry is in doubt. */
  @Test
  void aNoteWhoseEntryCannotBeLookedForSucceeds() {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    String contents = user.pages(Workspaces.CONTENTS).getFirst().id();
    user.next(
        "PATCH",
        CHILDREN,
        Fault.replace(
            "trash, then nothing",
            Point.BEFORE,
            real -> {
              NotionUser.notion().trash(user.person(), contents, true);
              return Reply.empty(504);
            }));
    create("Log", "text");
    assertThat(user.pages("Log")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theContentsAreMadeOnce(Fault fault) {
    String place = NotionUser.notion().makePage(user.person(), Workspaces.PAGE, null);
    NotionUser.notion().share(user.person(), place);
    user.next("POST", PAGES, fault);
    create("Log", "text");
    assertThat(user.pages(Workspaces.CONTENTS)).hasSize(1);
    assertThat(user.pages("Log")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theSameTextAppendedTwiceStandsThereTwice(Fault fault) {
    String page = create("Log", "");
    append(page, "+1");
    user.next("PATCH", CHILDREN, fault);
    append(page, "+1");
    assertThat(texts(page)).containsExactly("+1", "+1");
    user.onAnotherWorker();
    user.next("PATCH", CHILDREN, fault);
    append(page, "+1");
    assertThat(texts(page)).containsExactly("+1", "+1", "+1");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyPartOfALongNestedNoteIsThereOnce(Fault fault) {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    String nested = "- a\n  - b\n    - c\n      - d\n";
    for (int part = 0; part < 3; part++) {
      user.next("PATCH", CHILDREN, fault);
      String page = create("Long " + part, "same\n\n".repeat(150) + nested);
      assertThat(texts(page)).hasSize(151);
      assertThat(user.pages("Long " + part)).hasSize(1);
    }
  }

  /** As the user's other order may do while this one waits. */
  @Test
  void aLongTextStaysTogetherWhateverComesBetweenItsParts() {
    String page = create("Log", "before");
    user.after(
        1,
        "PATCH",
        CHILDREN,
        Fault.replace(
            "something else, then nothing",
            Point.BEFORE,
            real -> {
              var _ = NotionUser.notion().makePage(user.person(), "between", page);
              return Reply.empty(504);
            }));
    append(page, "line\n\n".repeat(150));
    append(page, "behind");
    List<StoredBlock> blocks = user.blocks(page);
    assertThat(blocks).hasSize(153);
    assertThat(blocks.get(151).content()).as("between").isInstanceOf(Block.ChildPage.class);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whatAnotherWorkerAppendedMeanwhileIsNotTakenForOurs(Fault fault) {
    String page = create("Log", "");
    append(page, "+1");
    user.onAnotherWorker();
    append(page, "+1");
    user.backOnTheWorkerBefore();
    user.next("PATCH", CHILDREN, fault);
    append(page, "+1");
    assertThat(texts(page)).containsExactly("+1", "+1", "+1");
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aTextGoesOnceToAPageThatNotesWereMadeInOrListedOn(Fault fault) {
    create("First", "");
    String contents = user.pages(Workspaces.CONTENTS).getFirst().id();
    String place = user.pages(Workspaces.PAGE).getFirst().id();
    for (String page : List.of(contents, place)) {
      append(page, "+1");
      create("Second", "");
      user.next("PATCH", CHILDREN, fault);
      append(page, "+2");
      assertThat(user.blocks(page).stream().map(StoredBlock::content))
          .filteredOn(Block.Text.class::isInstance)
          .hasSize(2);
    }
  }

  /** The second hundred looks like the first, or not, and goes into the same block. */
  @ParameterizedTest
  @MethodSource("faults")
  void everyPartOfALongListInsideABlockIsThereOnce(Fault fault) {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    for (int kinds : List.of(1, 200)) {
      user.after(2, "PATCH", CHILDREN, fault);
      String items =
          IntStream.range(0, 200)
              .mapToObj(i -> "  - x" + i % kinds + "\n")
              .collect(Collectors.joining());
      String page = create("Long " + kinds, "- top\n" + items);
      assertThat(texts(user.blocks(page).getFirst().id())).hasSize(200);
    }
  }

  @ParameterizedTest
  @MethodSource("faults")
  void thePageAtTheRootIsMadeOnceOrTheOutcomeIsUnknown(Fault fault) {
    user.next("POST", PAGES, fault);
    Result result = user.run(WORKSPACE_ENSURE, Map.of());
    int pages = user.pages(Workspaces.PAGE).size();
    if (fault.point() == Point.AFTER) {
      assertThat(result.status()).isEqualTo(Status.SUCCEEDED);
      assertThat(pages).isEqualTo(1);
    } else {
      assertUnknown(result);
      assertThat(pages).isZero();
    }
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    assertThat(user.pages(Workspaces.PAGE)).hasSize(1);
  }

  @Test
  void whatNotionSaysItSavedNeedNotBeLookedFor() {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    user.next("POST", PAGES, NotionUser.preset("notion.503_committed"));
    user.next("PATCH", CHILDREN, NotionUser.preset("notion.503_committed"));
    assertThat(user.callsOf(() -> create("Log", "text")))
        .containsExactly("POST /pages", "PATCH /blocks/{id}/children", "GET /pages/{id}");
  }

  @Test
  void aPageAtTheRootThatTheSearchDoesNotShowIsNotMadeAgain() {
    NotionUser.notion().searchLag(Duration.ofHours(1));
    user.next("POST", PAGES, Fault.reset(Point.AFTER));
    assertUnknown(user.run(WORKSPACE_ENSURE, Map.of()));
    assertThat(user.pages(Workspaces.PAGE)).hasSize(1);
  }

  @Test
  void whatThePersonChangedMeanwhileLeavesTheOutcomeUnknown() {
    String page = create("Log", "");
    append(page, "first");
    String last = user.blocks(page).getLast().id();
    user.delete(last);
    user.next("PATCH", CHILDREN, Fault.reset(Point.AFTER));
    assertUnknown(user.run(NOTE_APPEND, Map.of("page", page, "markdown", "second")));
    assertThat(texts(page)).containsExactly("second");
  }

  @Test
  void whereverTheWorkerDiesANoteIsThereOnce() {
    for (int point = 1; ; point++) {
      NotionUser someone = new NotionUser();
      OperationHarness harness = someone.harness().crashAt(point);
      Map<String, String> data =
          Map.of(
              "title",
              "Log",
              "markdown",
              "text\n\n".repeat(120) + "- a\n  - b\n    - c\n      - d");
      Result result = someone.run(harness, NOTE_CREATE, data);
      if (result.status() == Status.SUCCEEDED) {
        assertThat(someone.pages("Log")).as("point %d", point).hasSize(1);
        String page = someone.pages("Log").getFirst().id();
        assertThat(someone.blocks(page)).as("point %d", point).hasSize(121);
      } else {
        assertUnknown(result);
      }
      assertThat(someone.pages(Workspaces.PAGE)).as("point %d", point).hasSizeLessThan(2);
      assertThat(someone.pages(Workspaces.CONTENTS)).as("point %d", point).hasSizeLessThan(2);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(8);
        break;
      }
    }
  }

  @Test
  void whereverTheWorkerDiesATextIsAppendedOnce() {
    for (int point = 1; ; point++) {
      NotionUser someone = new NotionUser();
      String page =
          someone
              .succeeded(NOTE_CREATE, Map.of("title", "Log", "markdown", "same"))
              .path("page")
              .asString();
      someone.onAnotherWorker();
      OperationHarness harness = someone.harness().crashAt(point);
      Map<String, String> data = Map.of("page", page, "markdown", "same\n\n".repeat(101));
      NotionUser.output(someone.run(harness, NOTE_APPEND, data));
      assertThat(someone.blocks(page)).as("point %d", point).hasSize(102);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(4);
        break;
      }
    }
  }

  private String create(String title, String markdown) {
    return user.succeeded(NOTE_CREATE, Map.of("title", title, "markdown", markdown))
        .path("page")
        .asString();
  }

  private void append(String page, String markdown) {
    user.succeeded(NOTE_APPEND, Map.of("page", page, "markdown", markdown));
  }

  private static void assertUnknown(Result result) {
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(NotionUser.code(result)).isEqualTo(ProblemCode.OUTCOME_UNKNOWN);
  }

  private List<String> listed() {
    return user.blocks(user.pages(Workspaces.CONTENTS).getFirst().id()).stream()
        .map(StoredBlock::content)
        .map(block -> ((Block.PageLink) block).page())
        .toList();
  }

  private List<String> texts(String page) {
    return user.blocks(page).stream()
        .map(block -> RichText.plain(((Block.Text) block.content()).text()))
        .toList();
  }
}
