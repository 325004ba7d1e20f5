package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_GET;
import static dev.errand.schemas.note.NoteOperations.NOTE_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code note.update}. */
class UpdateTest {

  private static final String CHILDREN = "/blocks/{id}/children";

  private final NotionUser user = new NotionUser();

  static Stream<Fault> faults() {
    return OneEffectTest.faults();
  }

  @Test
  void aTitleTakesOneCallAndTheContentsShowIt() {
    String page = create("Old", "text");
    assertThat(user.callsOf(() -> update(Map.of("page", page, "title", "New"))))
        .containsExactly("PATCH /pages/{id}");
    assertThat(user.pages("New")).hasSize(1);
    assertThat(user.listed()).containsExactly(page);
    assertThat(markdown(page)).isEqualTo("text\n");
  }

  @Test
  void anIdMayBeSpelledAsNotionsAddressesSpellIt() {
    String page = create("Log", "text");
    Map<String, String> update =
        Map.of("page", page.replace("-", "").toUpperCase(Locale.ROOT), "markdown", "another text");
    assertThat(user.succeeded(NOTE_UPDATE, update).path("page").asString()).isEqualTo(page);
  }

  @Test
  void aTextIsReplacedAndTheTitleStays() {
    String page = create("Log", "one\n\ntwo\n\n- a\n  - b");
    JsonNode done = update(Map.of("page", page, "markdown", "three\n\n- c\n  - d"));
    assertThat(done.path("added").asInt()).isEqualTo(3);
    assertThat(done.path("removed").asInt()).isEqualTo(3);
    assertThat(markdown(page)).isEqualTo("three\n\n- c\n  - d\n");
    assertThat(user.pages("Log")).hasSize(1);
  }

  @Test
  void aChangedLineCostsALineAndTheOthersStayTheBlocksTheyWere() {
    String page = create("Log", lines(40, 17, "old"));
    List<String> before = ids(page);
    assertThat(
            user.callsOf(() -> update(Map.of("page", page, "markdown", lines(40, 17, "**new**")))))
        .containsExactly(
            "GET /blocks/{id}/children", "PATCH /blocks/{id}/children", "DELETE /blocks/{id}");
    assertThat(markdown(page)).isEqualTo(lines(40, 17, "**new**"));
    assertThat(ids(page)).hasSize(40).containsAll(before.subList(0, 17));
    assertThat(ids(page)).containsAll(before.subList(18, 40));
  }

  @Test
  void theSameTextAgainIsOnlyRead() {
    String page = create("Log", lines(40, 17, "old"));
    assertThat(user.callsOf(() -> update(Map.of("page", page, "markdown", lines(40, 17, "old")))))
        .containsExactly("GET /blocks/{id}/children");
  }

  @Test
  void aLongTextForALongTextArrivesWholeAndInItsOrder() {
    String page = create("Log", lines(110, 0, "first"));
    String text = "# head\n\n" + lines(230, 200, "other");
    update(Map.of("page", page, "markdown", text));
    assertThat(markdown(page)).isEqualTo(text);
  }

  @Test
  void tagsAreReplacedAndTheKindAndTheTextStay() {
    String page =
        user.succeeded(
                NOTE_CREATE,
                Map.of("title", "Log", "markdown", "text", "kind", "idea", "tags", List.of("a")))
            .path("page")
            .asString();
    update(Map.of("page", page, "tags", List.of("b", "c")));
    assertThat(markdown(page)).isEqualTo("*Kind: idea · Tags: b, c*\n\ntext\n");
    update(Map.of("page", page, "markdown", "other"));
    assertThat(markdown(page)).isEqualTo("*Kind: idea · Tags: b, c*\n\nother\n");
    update(Map.of("page", page, "tags", List.of(), "markdown", "third"));
    assertThat(markdown(page)).isEqualTo("*Kind: idea*\n\nthird\n");
  }

  @Test
  void aNoteWithoutTagsGetsThemAndLosesThem() {
    String page = create("Log", "text");
    update(Map.of("page", page, "tags", List.of("a")));
    assertThat(markdown(page)).isEqualTo("*Tags: a*\n\ntext\n");
    update(Map.of("page", page, "tags", List.of()));
    assertThat(markdown(page)).isEqualTo("text\n");
  }

  @Test
  void pagesInsideThePageStay() {
    String page = create("Log", "one\n\ntwo");
    String inside =
        user.succeeded(NOTE_CREATE, Map.of("title", "Inside", "markdown", "x", "parent", page))
            .path("page")
            .asString();
    user.succeeded(NOTE_APPEND, Map.of("page", page, "markdown", "three"));
    update(Map.of("page", page, "markdown", "new"));
    assertThat(user.pages("Inside")).hasSize(1);
    assertThat(ids(page)).hasSize(2).contains(inside);
    assertThat(markdown(page)).contains("new").doesNotContain("one", "two", "three");
  }

  /** Notion's trash takes along what lies in a block. */
  @Test
  void aPageInsideAColumnToggleOrListIsNotThrownAwayWithIt() {
    String page = create("Log", "one\n\n- a\n  - b\n    - c");
    String list = ids(page).getLast();
    String b = user.blocks(list).getFirst().id();
    String c = user.blocks(b).getFirst().id();
    for (String holder : List.of(list, b, c)) {
      String inside = NotionUser.notion().makePage(user.person(), "Inside", holder);
      Result refused = user.run(NOTE_UPDATE, Map.of("page", page, "markdown", "new"));
      assertThat(refused.status()).isEqualTo(Status.FAILED);
      assertThat(NotionUser.code(refused)).isEqualTo(ProblemCode.CONFLICT);
      assertThat(user.pages("Inside")).hasSize(1);
      assertThat(ids(page)).hasSize(2);
      NotionUser.notion().move(user.person(), inside, page);
      update(Map.of("page", page, "tags", List.of("of " + holder.length())));
      NotionUser.notion().trash(user.person(), inside, true);
      update(Map.of("page", page, "tags", List.of()));
    }
    update(Map.of("page", page, "markdown", "new"));
    assertThat(markdown(page)).isEqualTo("new\n");
  }

  @Test
  void whatStaysIsNotLookedInto() {
    String page = create("Log", "- a\n  - b\n\none");
    var _ = NotionUser.notion().makePage(user.person(), "Inside", ids(page).getFirst());
    update(Map.of("page", page, "tags", List.of("t")));
    assertThat(user.pages("Inside")).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverHappensWhileItLooksInsideNothingIsThrownAway(Fault fault) {
    String page = create("Log", "- a\n  - b");
    String list = ids(page).getFirst();
    var _ =
        NotionUser.notion().makePage(user.person(), "Inside", user.blocks(list).getFirst().id());
    for (int readBefore = 1; readBefore <= 2; readBefore++) {
      user.after(readBefore, "GET", CHILDREN, fault);
      Result refused = user.run(NOTE_UPDATE, Map.of("page", page, "markdown", "new"));
      assertThat(NotionUser.code(refused)).isEqualTo(ProblemCode.CONFLICT);
      assertThat(user.pages("Inside")).hasSize(1);
      assertThat(ids(page)).containsExactly(list);
    }
  }

  @Test
  void anAppendAfterwardsGoesToTheEnd() {
    String page = create("Log", "one");
    user.succeeded(NOTE_APPEND, Map.of("page", page, "markdown", "two"));
    update(Map.of("page", page, "markdown", "three"));
    user.next("PATCH", CHILDREN, Fault.reset(Point.AFTER));
    user.succeeded(NOTE_APPEND, Map.of("page", page, "markdown", "four"));
    assertThat(markdown(page)).isEqualTo("three\n\nfour\n");
  }

  @Test
  void whatNotionRefusesLeavesTheNoteAsItWas() {
    String page = create("Log", "one\n\ntwo");
    user.next("PATCH", CHILDREN, workspaceIsFull());
    Result result =
        user.run(NOTE_UPDATE, Map.of("page", page, "title", "New", "markdown", "three"));
    assertThat(NotionUser.code(result)).isEqualTo(ProblemCode.QUOTA_EXCEEDED);
    assertThat(markdown(page)).isEqualTo("one\n\ntwo\n");
    assertThat(user.pages("Log")).hasSize(1);
  }

  /** A part was written, and taken away again: nobody is told that nothing happened. */
  @Test
  void whatNotionRefusesInTheMiddleLeavesTheFormerText() {
    String page = create("Log", "one\n\ntwo");
    user.after(1, "PATCH", CHILDREN, workspaceIsFull());
    Result result = user.run(NOTE_UPDATE, Map.of("page", page, "markdown", lines(150, 0, "new")));
    assertThat(NotionUser.code(result)).isEqualTo(ProblemCode.OUTCOME_UNKNOWN);
    assertThat(markdown(page)).isEqualTo("one\n\ntwo\n");
  }

  private static Fault workspaceIsFull() {
    return Fault.answer(
        Point.BEFORE,
        Reply.json(
            403,
            JsonMapper.shared()
                .readTree(
                    """
                    {"object":"error","status":403,"code":"restricted_resource",
                     "message":"full","additional_data":{"block_limit":1000}}
                    """)));
  }

  @Test
  void whatMakesNoSenseIsRefusedBeforeNotionIsAsked() {
    String page = UUID.randomUUID().toString();
    for (Map<String, ?> data :
        List.of(
            Map.of("page", page),
            Map.of("page", page, "title", "  "),
            Map.of("page", page, "markdown", " "),
            Map.of("page", "no id", "title", "x"),
            Map.of("page", page, "markdown", "x".repeat(500_001)))) {
      Result result = user.run(NOTE_UPDATE, data);
      assertThat(result.status()).isEqualTo(Status.REJECTED);
      assertThat(NotionUser.code(result)).isEqualTo(ProblemCode.INVALID_COMMAND);
    }
    assertThat(user.calls()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverHappensToARequestOneOfTheTextsIsThereWhole(Fault fault) {
    String page = create("Log", "same\n\nold\n\nsame");
    for (int earlier = 0; earlier < 2; earlier++) {
      user.next("PATCH", "/pages/{id}", fault);
      user.after(earlier + 1, "PATCH", CHILDREN, fault);
      user.next("DELETE", "/blocks/{id}", fault);
      String text = lines(120, 3, "new " + earlier);
      update(Map.of("page", page, "title", "Log " + earlier, "markdown", text));
      assertThat(markdown(page)).isEqualTo(text);
      assertThat(user.pages("Log " + earlier)).hasSize(1);
    }
  }

  @Test
  void whereverTheWorkerDiesTheNewTextIsThereOnce() {
    String text = lines(120, 3, "new") + "\n- a\n  - b\n    - c\n      - d\n";
    Crashes.everywhere(
        12,
        NOTE_UPDATE,
        someone ->
            Map.of(
                "page",
                someone
                    .succeeded(NOTE_CREATE, Map.of("title", "Log", "markdown", "a\n\nb\n\nc"))
                    .path("page")
                    .asString(),
                "title",
                "New",
                "tags",
                List.of("t"),
                "markdown",
                text),
        (someone, result) -> {
          NotionUser.output(result);
          String page = someone.pages("New").getFirst().id();
          assertThat(someone.succeeded(NOTE_GET, Map.of("page", page)).path("markdown").asString())
              .isEqualTo("*Tags: t*\n\n" + text);
        });
  }

  @Test
  void aRenameThatIsCarriedOutLateIsWaitedFor() {
    String page = create("Log", "x");
    user.next("PATCH", "/pages/{id}", Fault.answer(Point.AFTER, Reply.empty(504)));
    assertThat(user.callsOf(() -> update(Map.of("page", page, "title", "New"))))
        .containsExactly("PATCH /pages/{id}", "GET /pages/{id}");
  }

  /** So many lines, of which one is another. */
  private static String lines(int count, int other, String text) {
    return IntStream.range(0, count)
            .mapToObj(i -> i == other ? text : "line " + i % 50)
            .collect(Collectors.joining("\n\n"))
        + "\n";
  }

  private JsonNode update(Map<String, ?> data) {
    return user.succeeded(NOTE_UPDATE, data);
  }

  private List<String> ids(String page) {
    return user.blocks(page).stream().map(StoredBlock::id).toList();
  }

  private String create(String title, String markdown) {
    return user.succeeded(NOTE_CREATE, Map.of("title", title, "markdown", markdown))
        .path("page")
        .asString();
  }

  private String markdown(String page) {
    return user.succeeded(NOTE_GET, Map.of("page", page)).path("markdown").asString();
  }
}
