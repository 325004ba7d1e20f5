package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_MOVE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.fault.Fault;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code note.move}. */
class MoveTest {

  private static final String MOVE = "/pages/{id}/move";

  private final NotionUser user = new NotionUser();

  static Stream<Fault> faults() {
    return OneEffectTest.faults();
  }

  @Test
  void aNoteGoesIntoAnotherPageInOneCallAndStaysListed() {
    String page = create("Log");
    String to = elsewhere(user);
    assertThat(
            user.callsOf(
                () -> {
                  JsonNode moved = move(page, to.replace("-", ""));
                  assertThat(moved.path("parent").asString()).isEqualTo(to);
                  assertThat(moved.path("url").asString()).isNotBlank();
                }))
        .containsExactly("POST /pages/{id}/move");
    assertThat(parent("Log")).isEqualTo(to);
    assertThat(user.listed()).containsExactly(page);
  }

  @Test
  void whatComesIntoThePlaceIsListedOnce() {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    String page = elsewhere(user);
    String place = user.pages(Workspaces.PAGE).getFirst().id();
    assertThat(user.callsOf(() -> user.succeeded(NOTE_MOVE, Map.of("page", page))))
        .containsExactly(
            "POST /pages/{id}/move", "GET /blocks/{id}/children", "PATCH /blocks/{id}/children");
    assertThat(parent("Elsewhere")).isEqualTo(place);
    assertThat(user.listed()).containsExactly(page);
    move(page, elsewhere(user));
    move(page, place);
    assertThat(user.listed()).containsExactly(page);
  }

  @Test
  void whereItIsAlreadyItStays() {
    String page = create("Log");
    user.succeeded(NOTE_MOVE, Map.of("page", page));
    assertThat(parent("Log")).isEqualTo(user.pages(Workspaces.PAGE).getFirst().id());
  }

  @Test
  void aPlaceThatIsGoneIsMadeAnewToMoveInto() {
    create("Log");
    NotionUser.notion().trash(user.person(), user.pages(Workspaces.PAGE).getFirst().id(), true);
    String page = elsewhere(user);
    user.succeeded(NOTE_MOVE, Map.of("page", page));
    assertThat(parent("Elsewhere")).isEqualTo(user.pages(Workspaces.PAGE).getFirst().id());
    assertThat(user.listed()).containsExactly(page);
  }

  @Test
  void whatCannotBeIsRefused() {
    String page = create("Log");
    String nowhere = UUID.randomUUID().toString();
    assertThat(code(page, page)).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(code(page, nowhere)).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(code(nowhere, page)).isEqualTo(ProblemCode.NOT_FOUND);
    String place = user.pages(Workspaces.PAGE).getFirst().id();
    assertThat(code(place, page)).isEqualTo(ProblemCode.REFUSED_BY_PROVIDER);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverHappensToTheRequestItIsThereAndListedOnce(Fault fault) {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    String page = elsewhere(user);
    user.next("POST", MOVE, fault);
    user.next("PATCH", "/blocks/{id}/children", fault);
    user.succeeded(NOTE_MOVE, Map.of("page", page));
    assertThat(parent("Elsewhere")).isEqualTo(user.pages(Workspaces.PAGE).getFirst().id());
    assertThat(user.listed()).containsExactly(page);
  }

  @Test
  void whereverTheWorkerDiesItIsThereAndListedOnce() {
    Crashes.everywhere(
        6,
        NOTE_MOVE,
        someone -> {
          someone.succeeded(WORKSPACE_ENSURE, Map.of());
          return Map.of("page", elsewhere(someone));
        },
        (someone, result) -> {
          NotionUser.output(result);
          assertThat(someone.listed()).containsExactly(someone.pages("Elsewhere").getFirst().id());
        });
  }

  private static String elsewhere(NotionUser someone) {
    String page = NotionUser.notion().makePage(someone.person(), "Elsewhere", null);
    NotionUser.notion().share(someone.person(), page);
    return page;
  }

  private JsonNode move(String page, String parent) {
    return user.succeeded(NOTE_MOVE, Map.of("page", page, "parent", parent));
  }

  private @Nullable ProblemCode code(String page, String parent) {
    Result result = user.run(NOTE_MOVE, Map.of("page", page, "parent", parent));
    return NotionUser.code(result);
  }

  private @Nullable String parent(String title) {
    return user.pages(title).getFirst().parentId();
  }

  private String create(String title) {
    return user.succeeded(NOTE_CREATE, Map.of("title", title, "markdown", "x"))
        .path("page")
        .asString();
  }
}
