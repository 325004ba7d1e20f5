package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_LIST;
import static dev.errand.schemas.note.NoteOperations.NOTE_TRASH;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_SEARCH;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.WireJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** {@code note.list} and {@code workspace.search}. */
class ListTest {

  private final NotionUser user = new NotionUser();

  @Test
  void theNotesOfThePlaceComePartByPartWithoutItsContents() {
    List<String> pages = List.of(create("A"), create("B"), create("C"), create("D"));
    assertThat(all(2)).isEqualTo(pages);
    assertThat(all(100)).isEqualTo(pages);
  }

  @Test
  void aPartTakesOneCallOnceTheWorkspaceIsKnown() {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    assertThat(user.callsOf(() -> user.succeeded(NOTE_LIST, Map.of())))
        .containsExactly("GET /blocks/{id}/children");
  }

  @Test
  void whatIsInTheTrashOrIsNoPageIsNotListed() {
    String parent = create("Parent");
    String inside =
        user.succeeded(NOTE_CREATE, Map.of("title", "In", "markdown", "x", "parent", parent))
            .path("page")
            .asString();
    JsonNode listed = user.succeeded(NOTE_LIST, Map.of("parent", parent));
    assertThat(listed.path("parent").asString()).isEqualTo(parent);
    assertThat(listed.at("/notes/0/page").asString()).isEqualTo(inside);
    assertThat(listed.at("/notes/0/title").asString()).isEqualTo("In");
    user.succeeded(NOTE_TRASH, Map.of("page", inside));
    assertThat(user.succeeded(NOTE_LIST, Map.of("parent", parent)).path("notes")).isEmpty();
  }

  @Test
  void aHundredOfTheLongestTitlesFitIntoAResult() {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    String place = user.pages(Workspaces.PAGE).getFirst().id();
    for (int i = 0; i < 99; i++) {
      NotionUser.notion().makePage(user.person(), "\u0001".repeat(5_000), place);
    }
    JsonNode listed = user.succeeded(NOTE_LIST, Map.of("limit", 100));
    assertThat(listed.path("notes")).hasSize(99);
    JsonNode found = user.succeeded(WORKSPACE_SEARCH, Map.of("query", "\u0001", "limit", 100));
    assertThat(found.path("items")).hasSize(99);
    OperationCatalog catalog = new OperationCatalog();
    assertThat(catalog.validateOutput(NOTE_LIST, listed)).isInstanceOf(Validation.Valid.class);
    for (JsonNode output : List.of(listed, found)) {
      assertThat(WireJson.mapper().writeValueAsString(output).getBytes(UTF_8))
          .hasSizeLessThan(WireJson.MAX_DATA_BYTES);
    }
  }

  @Test
  void aLimitThatIsNoneIsRefused() {
    assertThat(NotionUser.code(user.run(NOTE_LIST, Map.of("limit", 0))))
        .isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(NotionUser.code(user.run(WORKSPACE_SEARCH, Map.of("query", "", "limit", 101))))
        .isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(user.calls()).isEmpty();
  }

  @Test
  void theWorkspaceIsSearchedForPagesByTitleInOneCall() {
    String page = create("Trip to Zürich");
    create("Other");
    for (Map<String, Object> asked :
        List.<Map<String, Object>>of(
            Map.of("query", "trip"), Map.of("query", "trip", "kind", "page"))) {
      assertThat(
              user.callsOf(
                  () -> {
                    JsonNode found = user.succeeded(WORKSPACE_SEARCH, asked);
                    assertThat(found.path("items")).hasSize(1);
                    assertThat(found.at("/items/0/id").asString()).isEqualTo(page);
                    assertThat(found.at("/items/0/kind").asString()).isEqualTo("page");
                  }))
          .containsExactly("POST /search");
    }
    assertThat(
            user.succeeded(WORKSPACE_SEARCH, Map.of("query", "trip", "kind", "database"))
                .path("items"))
        .isEmpty();
  }

  private List<String> all(int limit) {
    List<String> pages = new ArrayList<>();
    Map<String, Object> asked = new HashMap<>(Map.of("limit", limit));
    JsonNode part;
    do {
      part = user.succeeded(NOTE_LIST, asked);
      part.path("notes").forEach(note -> pages.add(note.path("page").asString()));
      asked.put("cursor", part.path("cursor").asString(""));
    } while (part.path("cursor").isString());
    return pages;
  }

  private String create(String title) {
    return user.succeeded(NOTE_CREATE, Map.of("title", title, "markdown", "x"))
        .path("page")
        .asString();
  }
}
