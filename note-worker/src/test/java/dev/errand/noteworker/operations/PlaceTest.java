package dev.errand.noteworker.operations;

import static dev.errand.schemas.note.NoteOperations.NOTE_CREATE;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_CHECK;
import static dev.errand.schemas.note.NoteOperations.WORKSPACE_ENSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.noteworker.notion.StoredBlock;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Reply;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.UserId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where the person's place is, and what {@code workspace.check} says of it. */
class PlaceTest {

  private final NotionUser user = new NotionUser();

  @Test
  void whereTheRootIsClosedThePlaceIsInTheOldestSharedPage() {
    String shared = shared("Mine");
    user.next("POST", "/pages", rootIsClosed());
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    assertThat(user.pages(Workspaces.PAGE)).hasSize(1);
    assertThat(user.pages(Workspaces.PAGE).getFirst().parentId()).isEqualTo(shared);
    user.onAnotherWorker();
    user.succeeded(NOTE_CREATE, Map.of("title", "Log", "markdown", "x"));
    assertThat(user.pages(Workspaces.PAGE)).hasSize(1);
  }

  @Test
  void whoSharedNothingIsToldWhatToClick() {
    user.next("POST", "/pages", rootIsClosed());
    Result result = user.run(NOTE_CREATE, Map.of("title", "Log", "markdown", "x"));
    Problem problem = Objects.requireNonNull(result.problem());
    assertThat(problem.code()).isEqualTo(ProblemCode.MISSING_PERMISSION);
    assertThat(problem.action()).contains("Connections");
    assertThat(problem.retryable()).isTrue();
    assertThat(user.pages(null)).isEmpty();
  }

  @Test
  void aCheckOfWhoSharedNothingSaysSoAndMakesNothing() {
    JsonNode checked = check();
    assertThat(checked.path("ready").asBoolean()).isFalse();
    assertThat(missing(checked)).containsExactly("shared_pages", "workspace_page");
    assertThat(user.pages(null)).isEmpty();
  }

  @Test
  void aCheckSaysThatAllIsWellOrWhatIsNot() {
    user.succeeded(NOTE_CREATE, Map.of("title", "Log", "markdown", "x"));
    JsonNode well = check();
    assertThat(well.path("ready").asBoolean()).isTrue();
    assertThat(well.path("pages").asInt()).isEqualTo(3);
    assertThat(well.path("page").asString()).isEqualTo(user.pages(Workspaces.PAGE).getFirst().id());
    String contents = user.pages(Workspaces.CONTENTS).getFirst().id();
    assertThat(well.path("tableOfContents").asString()).isEqualTo(contents);

    List<StoredBlock> entries = user.blocks(contents);
    user.delete(entries.getFirst().id());
    assertThat(missing(check())).containsExactly("entries");
    NotionUser.notion().trash(user.person(), contents, true);
    assertThat(missing(check())).containsExactly("table_of_contents");
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    assertThat(check().path("ready").asBoolean()).isTrue();
  }

  @Test
  void aCheckTakesSixReads() {
    user.succeeded(WORKSPACE_ENSURE, Map.of());
    assertThat(user.callsOf(this::check))
        .containsExactly(
            "POST /search",
            "POST /search",
            "GET /users/me",
            "GET /blocks/{id}/children",
            "GET /blocks/{id}/children",
            "GET /blocks/{id}/children");
  }

  @Test
  void whoMayNotReadIsToldSo() {
    user.next("POST", "/search", error(403, "restricted_resource", "Insufficient permissions"));
    assertThat(missing(check())).containsExactly("permission_to_read");
  }

  /** As a bulk run: one worker that knows nobody yet, and each with a workspace of their own. */
  @Test
  void aThousandPeoplesPagesAreEnsuredInOneBulkRun() {
    List<NotionUser> people = IntStream.range(0, 1_000).mapToObj(i -> new NotionUser()).toList();
    people.parallelStream()
        .forEach(
            person -> {
              UserId id = new UserId(person.person().id());
              CommandId command = new CommandId(UUID.randomUUID().toString());
              JsonNode data = JsonMapper.shared().createObjectNode();
              for (int time = 0; time < 2; time++) {
                NotionUser.output(
                    person
                        .harness()
                        .run(
                            new Command(
                                id,
                                command,
                                WORKSPACE_ENSURE,
                                "urn:test",
                                Priority.BULK,
                                null,
                                null,
                                null,
                                null,
                                data)));
              }
            });
    assertThat(people)
        .allSatisfy(
            person -> {
              assertThat(person.pages(Workspaces.PAGE)).hasSize(1);
              assertThat(person.pages(Workspaces.CONTENTS)).hasSize(1);
              assertThat(person.calls()).hasSizeLessThan(12);
            });
  }

  private JsonNode check() {
    return user.succeeded(WORKSPACE_CHECK, Map.of());
  }

  private static List<String> missing(JsonNode checked) {
    return checked.path("missing").valueStream().map(it -> it.path("what").asString()).toList();
  }

  private String shared(String title) {
    String page = NotionUser.notion().makePage(user.person(), title, null);
    NotionUser.notion().share(user.person(), page);
    return page;
  }

  private static Fault rootIsClosed() {
    return error(
        400,
        "validation_error",
        "Provide a `parent.page_id` or `parent.database_id` parameter to create a page, or use a"
            + " public integration with `insert_content` capability. Internal integrations aren't"
            + " owned by a single user, so creating workspace-level private pages is not"
            + " supported.");
  }

  private static Fault error(int status, String code, String message) {
    return Fault.answer(
        Point.BEFORE,
        Reply.json(
            status,
            JsonMapper.shared()
                .createObjectNode()
                .put("object", "error")
                .put("status", status)
                .put("code", code)
                .put("message", message)));
  }
}
