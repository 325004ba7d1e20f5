package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_APPEND;
import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_GET;
import static dev.errand.schemas.note.NoteOperations.NOTE_SEARCH;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.notion.Block;
import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.notion.Notion.PageView;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What only Notion does; what is so wherever notes are kept is in {@link NoteOperationsContract}.
 */
class NoteOperationsTest {

  private final NotionUser user = new NotionUser();

  @Test
  void theFirstNoteMakesThePageItsContentsAndTheEntry() {
    JsonNode note = create("Groceries", "- milk\n- eggs");

    PageView assistant = only(Workspaces.PAGE);
    PageView contents = only(Workspaces.CONTENTS);
    PageView page = only("Groceries");
    assertThat(assistant.parentId()).isNull();
    assertThat(contents.parentId()).isEqualTo(assistant.id());
    assertThat(page.parentId()).isEqualTo(assistant.id());
    assertThat(note.path("page").asString()).isEqualTo(page.id());
    assertThat(note.path("parent").asString()).isEqualTo(assistant.id());
    assertThat(note.path("url").asString()).isNotBlank();
    assertThat(note.path("blocks").asInt()).isEqualTo(2);
    assertThat(listed()).containsExactly(page.id());
  }

  @Test
  void aNoteOfFortyBlocksTakesTwoRequestsOnceTheWorkspaceIsKnown() {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    assertThat(user.callsOf(() -> create("Long", "text\n\n".repeat(40))))
        .containsExactly("POST /pages", "PATCH /blocks/{id}/children");
  }

  @Test
  void aThousandBlocksAreAppendedInTenRequests() {
    String page = create("Log", "text").path("page").asString();
    user.succeeded(NOTE_APPEND, Map.of("page", page, "markdown", "so that its end is known"));
    Map<String, String> addition = Map.of("page", page, "markdown", "text\n\n".repeat(1_000));
    assertThat(user.callsOf(() -> user.succeeded(NOTE_APPEND, addition)))
        .containsExactlyElementsOf(Collections.nCopies(10, "PATCH /blocks/{id}/children"));
  }

  @Test
  void whatIsKnownIsFoundAgainByAnotherWorker() {
    create("One", "a");
    user.onAnotherWorker();
    create("Two", "b");
    assertThat(user.pages(Workspaces.PAGE)).hasSize(1);
    assertThat(user.pages(Workspaces.CONTENTS)).hasSize(1);
    assertThat(listed()).containsExactly(only("One").id(), only("Two").id());
  }

  @Test
  void ensuringTheWorkspaceTellsWhetherItHadToBeMade() {
    assertThat(user.succeeded(WORKSPACE_ENSURE, Map.of()).path("created").asBoolean()).isTrue();
    assertThat(user.succeeded(WORKSPACE_ENSURE, Map.of()).path("created").asBoolean()).isFalse();
    user.onAnotherWorker();
    JsonNode found = user.succeeded(WORKSPACE_ENSURE, Map.of());
    assertThat(found.path("created").asBoolean()).isFalse();
    assertThat(found.path("page").asString()).isEqualTo(only(Workspaces.PAGE).id());
    assertThat(found.path("tableOfContents").asString()).isEqualTo(only(Workspaces.CONTENTS).id());
  }

  @Test
  void theCopiedTemplateIsThePlaceWhateverItsName() {
    String template = NotionUser.notion().makePage(user.person(), "My helper", null);
    NotionUser.notion().share(user.person(), template);
    user.fact("duplicatedTemplate", template);
    create("Here", "a");
    assertThat(only("Here").parentId()).isEqualTo(template);
    assertThat(user.pages(Workspaces.PAGE)).isEmpty();
  }

  @Test
  void aRenamedPageIsFoundByItsContents() {
    create("One", "a");
    String place = only(Workspaces.PAGE).id();
    NotionUser.notion().rename(user.person(), place, "My helper");
    user.onAnotherWorker();
    create("Two", "b");
    assertThat(only("Two").parentId()).isEqualTo(place);
  }

  @Test
  void aTrashedPageIsMadeAnewEvenWhileItIsRemembered() {
    create("One", "a");
    NotionUser.notion().trash(user.person(), only(Workspaces.PAGE).id(), true);
    create("Two", "b");
    assertThat(only("Two").parentId()).isEqualTo(only(Workspaces.PAGE).id());
    assertThat(listed()).containsExactly(only("Two").id());
  }

  @Test
  void trashedContentsAreMadeAnewAndTheNextNoteFindsThemHealed() {
    create("One", "a");
    NotionUser.notion().trash(user.person(), only(Workspaces.CONTENTS).id(), true);
    create("Two", "b");
    assertThat(listed()).containsExactly(only("Two").id());
    assertThat(user.pages("Two")).hasSize(1);
    create("Three", "c");
    assertThat(listed()).containsExactly(only("Two").id(), only("One").id(), only("Three").id());
  }

  @Test
  void ofSeveralPagesOfThatNameTheOldestWins() {
    String first = NotionUser.notion().makePage(user.person(), Workspaces.PAGE, null);
    NotionUser.later(Duration.ofMinutes(2));
    String second = NotionUser.notion().makePage(user.person(), Workspaces.PAGE, null);
    List.of(second, first).forEach(page -> NotionUser.notion().share(user.person(), page));
    create("One", "a");
    assertThat(only("One").parentId()).isEqualTo(first);
    assertThat(user.pages(Workspaces.PAGE)).hasSize(2);
  }

  @Test
  void aColleaguesPageOfThatNameIsNotThePlaceForOnesNotes() {
    create("One", "a");
    String place = only(Workspaces.PAGE).id();
    NotionUser colleague = user.colleague();
    NotionUser.notion().share(colleague.person(), place);
    JsonNode note = colleague.succeeded(NOTE_CREATE, Map.of("title", "Two", "markdown", "b"));
    assertThat(note.path("parent").asString()).isNotEqualTo(place);
    assertThat(user.pages(Workspaces.PAGE)).hasSize(2);
  }

  @Test
  void aNoteMayGoUnderAnotherPageAndIsListedAllTheSame() {
    String elsewhere = NotionUser.notion().makePage(user.person(), "Elsewhere", null);
    NotionUser.notion().share(user.person(), elsewhere);
    user.succeeded(
        NOTE_CREATE,
        Map.of("title", "There", "markdown", "a", "parent", elsewhere.replace("-", "")));
    assertThat(only("There").parentId()).isEqualTo(elsewhere);
    assertThat(listed()).containsExactly(only("There").id());
  }

  @Test
  void kindAndTagsStandUnderTheTitleAndTheTitleIsTheFirstHeading() {
    JsonNode note =
        user.succeeded(
            NOTE_CREATE,
            Map.of(
                "markdown", "# Plan\n\nwork", "kind", "meeting", "tags", List.of("q3", "budget")));
    assertThat(note.path("title").asString()).isEqualTo("Plan");
    assertThat(markdown(note)).isEqualTo("*Kind: meeting · Tags: q3, budget*\n\nwork\n");
  }

  @Test
  void appendingCostsARequestAndAReadOnlyTheFirstTime() {
    String page = create("Log", "zero").path("page").asString();
    Map<String, String> more = Map.of("page", page, "markdown", "more");
    assertThat(user.callsOf(() -> user.succeeded(NOTE_APPEND, more)))
        .containsExactly("GET /blocks/{id}/children", "PATCH /blocks/{id}/children");
    assertThat(user.callsOf(() -> user.succeeded(NOTE_APPEND, more)))
        .containsExactly("PATCH /blocks/{id}/children");
    assertThat(texts(page)).containsExactly("zero", "more", "more");
  }

  /** https://developers.notion.com/reference/post-search: a result may be a partial page. */
  @Test
  void aPageOfWhichOnlyTheIdIsToldDoesNotStopASearch() {
    Fault partial =
        Fault.answer(
            Point.BEFORE,
            Reply.json(
                200,
                JsonMapper.shared()
                    .readTree(
                        """
                        {"object":"list","results":[
                          {"object":"page","id":"5c6a2821-6bb1-4a7e-b6e1-c50111515c3d"}]}
                        """)));
    user.next("POST", "/search", partial);
    assertThat(
            user.callsOf(
                () -> {
                  JsonNode found = user.succeeded(NOTE_SEARCH, Map.of("query", "x"));
                  assertThat(found.path("notes")).isEmpty();
                }))
        .containsExactly("POST /search");
    user.next("POST", "/search", partial);
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    only(Workspaces.PAGE);
  }

  @Test
  void aPageInTheTrashShowsItsTitleOnly() {
    JsonNode note = create("Old", "text");
    NotionUser.notion().trash(user.person(), note.path("page").asString(), true);
    JsonNode read = user.succeeded(NOTE_GET, Map.of("page", note.path("page").asString()));
    assertThat(read.path("title").asString()).isEqualTo("Old");
    assertThat(read.path("inTrash").asBoolean()).isTrue();
    assertThat(read.path("truncated").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "note.create, markdown, ''",
    "note.append, markdown, ''",
    "note.append, markdown, too long",
    "note.append, page, no id",
    "note.get, page, ../../users",
    "note.search, limit, 101",
    "note.search, limit, 0"
  })
  void whatMakesNoSenseIsRefusedBeforeNotionIsAsked(String operation, String field, String value) {
    Result result = user.run(new OperationName(operation), Senseless.data(operation, field, value));
    assertThat(result.status()).isEqualTo(Status.REJECTED);
    assertThat(NotionUser.code(result)).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(user.calls()).isEmpty();
  }

  private JsonNode create(String title, String markdown) {
    return user.succeeded(NOTE_CREATE, Map.of("title", title, "markdown", markdown));
  }

  private String markdown(JsonNode note) {
    return user.succeeded(NOTE_GET, Map.of("page", note.path("page").asString()))
        .path("markdown")
        .asString();
  }

  private PageView only(String title) {
    assertThat(user.pages(title)).hasSize(1);
    return user.pages(title).getFirst();
  }

  private List<String> listed() {
    return user.blocks(only(Workspaces.CONTENTS).id()).stream()
        .map(StoredBlock::content)
        .map(block -> ((Block.PageLink) block).page())
        .toList();
  }

  private List<String> texts(String page) {
    return user.blocks(page).stream()
        .map(block -> ((Block.Text) block.content()).text().getFirst().text())
        .toList();
  }
}
