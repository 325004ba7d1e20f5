package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.NOTE_RESTORE;
import static dev.errand.schemas.note.NoteOperations.NOTE_TRASH;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_CHECK;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.people.Client;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** {@code note.trash} and {@code note.restore}. */
class TrashTest {

  private static final String PAGE = "/pages/{id}";

  private final NotionUser user = new NotionUser();

  static Stream<Fault> faults() {
    return OneEffectTest.faults();
  }

  @Test
  void aNoteGoesIntoTheTrashAndOutOfTheContents() {
    String first = create("First");
    String second = create("Second");
    JsonNode trashed = user.succeeded(NOTE_TRASH, Map.of("page", first));
    assertThat(trashed.path("title").asString()).isEqualTo("First");
    assertThat(user.pages("First")).isEmpty();
    assertThat(user.listed()).containsExactly(second);
  }

  @Test
  void itTakesThreeCallsOnceTheWorkspaceIsKnown() {
    String page = create("Log");
    assertThat(user.callsOf(() -> user.succeeded(NOTE_TRASH, Map.of("page", page))))
        .containsExactly("PATCH /pages/{id}", "GET /blocks/{id}/children", "DELETE /blocks/{id}");
    assertThat(user.callsOf(() -> user.succeeded(NOTE_RESTORE, Map.of("page", page))))
        .containsExactly(
            "PATCH /pages/{id}", "GET /blocks/{id}/children", "PATCH /blocks/{id}/children");
  }

  /** The oldest place counts, for whoever asks. */
  @Test
  void aPlaceThatComesBackIsThePlaceAgain() {
    create("First");
    String old = user.pages(Workspaces.PAGE).getFirst().id();
    user.succeeded(NOTE_TRASH, Map.of("page", old));
    NotionUser.later(Duration.ofMinutes(2));
    create("Second");
    user.succeeded(NOTE_RESTORE, Map.of("page", old));
    assertThat(user.pages(Workspaces.PAGE)).hasSize(2);
    assertThat(user.succeeded(WORKSPACE_ENSURE, Map.of()).path("page").asString()).isEqualTo(old);
    JsonNode check = user.succeeded(WORKSPACE_CHECK, Map.of());
    assertThat(check.path("page").asString()).isEqualTo(old);
    assertThat(check.path("ready").asBoolean()).isTrue();
  }

  @Test
  void aRestoredNoteIsListedAgainAndOnce() {
    String page = create("Log");
    user.succeeded(NOTE_TRASH, Map.of("page", page));
    user.succeeded(NOTE_RESTORE, Map.of("page", page));
    JsonNode again = user.succeeded(NOTE_RESTORE, Map.of("page", page));
    assertThat(again.path("title").asString()).isEqualTo("Log");
    assertThat(again.path("url").asString()).isNotBlank();
    assertThat(user.pages("Log")).hasSize(1);
    assertThat(user.listed()).containsExactly(page);
  }

  @Test
  void aNoteThatLiesElsewhereIsListedAgainAndAPageOfThePersonIsNot() {
    String elsewhere = NotionUser.notion().makePage(user.person(), "Elsewhere", null);
    NotionUser.notion().share(user.person(), elsewhere);
    String note =
        user.succeeded(NOTE_CREATE, Map.of("title", "There", "markdown", "x", "parent", elsewhere))
            .path("page")
            .asString();
    for (String page : List.of(note, elsewhere)) {
      user.succeeded(NOTE_TRASH, Map.of("page", page));
      assertThat(user.listed()).isEqualTo(page.equals(note) ? List.of() : List.of(note));
      user.succeeded(NOTE_RESTORE, Map.of("page", page));
      assertThat(user.listed()).containsExactly(note);
    }
  }

  @Test
  void trashingMakesNoWorkspaceForWhoHasNone() {
    String page = NotionUser.notion().makePage(user.person(), "Mine", null);
    NotionUser.notion().share(user.person(), page);
    user.succeeded(NOTE_TRASH, Map.of("page", page));
    user.succeeded(NOTE_RESTORE, Map.of("page", page));
    assertThat(user.pages(null)).extracting(view -> view.title()).containsExactly("Mine");
  }

  @Test
  void whatIsInTheTrashAlreadyIsNoProblem() {
    String page = create("Log");
    user.succeeded(NOTE_TRASH, Map.of("page", page));
    user.succeeded(NOTE_TRASH, Map.of("page", page));
    assertThat(user.pages("Log")).isEmpty();
  }

  @Test
  void whatIsInsideOfWhatIsInTheTrashCannotComeBackAlone() {
    String page = create("Log");
    user.succeeded(NOTE_TRASH, Map.of("page", page));
    user.succeeded(NOTE_TRASH, Map.of("page", user.pages(Workspaces.PAGE).getFirst().id()));
    Result result = user.run(NOTE_RESTORE, Map.of("page", page));
    assertThat(NotionUser.code(result)).isEqualTo(ProblemCode.CONFLICT);
  }

  @Test
  void aPageThatIsNotThereIsNotFound() {
    Map<String, String> nowhere = Map.of("page", UUID.randomUUID().toString());
    assertThat(NotionUser.code(user.run(NOTE_TRASH, nowhere))).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(NotionUser.code(user.run(NOTE_RESTORE, nowhere))).isEqualTo(ProblemCode.NOT_FOUND);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whateverHappensToTheRequestItIsDoneAndTheContentsAreTrue(Fault fault) {
    String page = create("Log");
    user.next("PATCH", PAGE, fault);
    user.next("DELETE", "/blocks/{id}", fault);
    user.succeeded(NOTE_TRASH, Map.of("page", page));
    assertThat(user.pages("Log")).isEmpty();
    assertThat(user.listed()).isEmpty();
    user.next("PATCH", PAGE, fault);
    user.next("PATCH", "/blocks/{id}/children", fault);
    user.succeeded(NOTE_RESTORE, Map.of("page", page));
    assertThat(user.pages("Log")).hasSize(1);
    assertThat(user.listed()).containsExactly(page);
  }

  @Test
  void aPageThatCannotBeLookedAtAfterDoubtLeavesTheOutcomeUnknown() {
    String page = NotionUser.notion().makePage(user.person(), "Mine", null);
    NotionUser.notion().share(user.person(), page);
    user.next(
        "PATCH",
        PAGE,
        Fault.replace(
            "unshare, then nothing",
            Point.BEFORE,
            real -> {
              NotionUser.notion().unshare(user.person(), Client.DEMO.id(), page);
              return Reply.empty(504);
            }));
    Result result = user.run(NOTE_TRASH, Map.of("page", page));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void whereverTheWorkerDiesANoteIsInTheTrashAndNotListed() {
    Crashes.everywhere(
        5,
        NOTE_TRASH,
        someone -> Map.of("page", note(someone)),
        (someone, result) -> {
          NotionUser.output(result);
          assertThat(someone.pages("Log")).isEmpty();
          assertThat(someone.listed()).isEmpty();
        });
  }

  @Test
  void whereverTheWorkerDiesANoteIsBackAndListedOnce() {
    Crashes.everywhere(
        5,
        NOTE_RESTORE,
        someone -> {
          Map<String, String> page = Map.of("page", note(someone));
          someone.succeeded(NOTE_TRASH, page);
          return page;
        },
        (someone, result) -> {
          NotionUser.output(result);
          assertThat(someone.pages("Log")).hasSize(1);
          assertThat(someone.listed()).hasSize(1);
        });
  }

  private static String note(NotionUser someone) {
    someone.succeeded(WORKSPACE_ENSURE, Map.of());
    return Objects.requireNonNull(
        someone
            .succeeded(NOTE_CREATE, Map.of("title", "Log", "markdown", "x"))
            .path("page")
            .asString());
  }

  private String create(String title) {
    return user.succeeded(NOTE_CREATE, Map.of("title", title, "markdown", "x"))
        .path("page")
        .asString();
  }
}
