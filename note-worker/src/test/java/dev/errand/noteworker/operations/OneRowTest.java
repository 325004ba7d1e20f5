package dev.errand.noteworker.operations;

import static dev.errand.schemas.database.DatabaseOperations.DATABASE_CREATE;
import static dev.errand.schemas.database.DatabaseOperations.ROW_CREATE;
import static dev.errand.schemas.database.DatabaseOperations.ROW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.pipeline.engine.OperationHarness;
import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.notion.Notion.Made;
import dev.errand.sandbox.notion.Notion.PageView;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.Status;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever happens to a request: one row, one database, or an honest unknown. */
class OneRowTest {

  private static final String PAGES = "/pages";
  private static final String DATABASES = "/databases";
  private static final String COLUMNS = "{\"Name\":{\"title\":{}},\"N\":{\"number\":{}}}";

  private final NotionUser user = new NotionUser();
  private Made log = new Made("", "");
  private String page = "";

  static Stream<Fault> faults() {
    return OneEffectTest.faults();
  }

  @BeforeEach
  void a_database_and_a_page() {
    log = user.database("Log", COLUMNS);
    page = NotionUser.notion().makePage(user.person(), "Home", null);
    NotionUser.notion().share(user.person(), page);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theSameRowMadeTwiceIsThereTwice(Fault fault) {
    make("+1");
    user.next("POST", PAGES, fault);
    make("+1");
    assertThat(rows("+1")).hasSize(2);
    user.onAnotherWorker();
    user.next("POST", PAGES, fault);
    make("+1");
    assertThat(rows("+1")).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aRowThatAnotherWorkerMadeMeanwhileIsNotTakenForOurs(Fault fault) {
    make("+1");
    user.onAnotherWorker();
    make("+1");
    user.backOnTheWorkerBefore();
    user.next("POST", PAGES, fault);
    make("+1");
    assertThat(rows("+1")).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aRowThatThePersonMadeMeanwhileIsNotTakenForOurs(Fault fault) {
    make("+1");
    user.row(log.source(), "{\"Name\":{\"title\":[{\"text\":{\"content\":\"+1\"}}]}}");
    user.next("POST", PAGES, fault);
    make("+1");
    assertThat(rows("+1")).hasSize(3);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void theSameDatabaseMadeTwiceIsThereTwice(Fault fault) {
    makeDatabase("Things");
    user.next("POST", DATABASES, fault);
    makeDatabase("Things");
    assertThat(databases("Things")).isEqualTo(2);
    user.onAnotherWorker();
    user.next("POST", DATABASES, fault);
    makeDatabase("Things");
    assertThat(databases("Things")).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void valuesThatAreSetTwiceAreSet(Fault fault) {
    String row = make("+1");
    user.next("PATCH", "/pages/{id}", fault);
    user.succeeded(ROW_UPDATE, Map.of("page", row, "values", Map.of("N", Map.of("number", 7))));
    assertThat(rows("+1")).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void whatNobodyWaitedForIsThereOnce(Point point) {
    make("+1");
    user.hurried();
    user.next("POST", PAGES, Fault.ignore(point));
    make("+1");
    assertThat(rows("+1")).hasSize(2);
    user.next("POST", DATABASES, Fault.ignore(point));
    makeDatabase("Things");
    assertThat(databases("Things")).isEqualTo(1);
  }

  /** Notion may carry out for a minute what its client no longer waits for. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 10, 12})
  void aRowThatComesLateIsThereOnce(int looks) {
    make("+1");
    LateCommit late = user.late(looks);
    make("+1");
    assertThat(late.happened()).isTrue();
    assertThat(rows("+1")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 8, 10, 12})
  void aDatabaseThatComesLateIsThereOnce(int looks) {
    makeDatabase("Things");
    LateCommit late = user.late(looks);
    makeDatabase("Things");
    assertThat(late.happened()).isTrue();
    assertThat(databases("Things")).isEqualTo(2);
  }

  @Test
  void whatNotionSaysItSavedNeedNotBeLookedFor() {
    make("+1");
    user.next("POST", PAGES, NotionUser.preset("notion.503_committed"));
    assertThat(user.callsOf(() -> make("+1"))).containsExactly("POST /pages", "GET /pages/{id}");
    user.next("POST", DATABASES, NotionUser.preset("notion.503_committed"));
    assertThat(user.callsOf(() -> makeDatabase("Things")))
        .containsExactly("GET /blocks/{id}/children", "POST /databases", "GET /databases/{id}");
  }

  @Test
  void aRowThatThePersonRenamedMeanwhileLeavesTheOutcomeUnknown() {
    make("+1");
    user.next("POST", PAGES, afterwards(id -> rename(id, "mine")));
    assertUnknown(user.run(ROW_CREATE, row("+1")));
    assertThat(rows(null)).hasSize(2);
  }

  @Test
  void aRowOfADatabaseThatIsGoneMeanwhileIsUnknown() {
    make("+1");
    user.next(
        "POST",
        PAGES,
        afterwards(id -> NotionUser.notion().removeSource(user.person(), log.source())));
    assertUnknown(user.run(ROW_CREATE, row("+1")));
    assertThat(rows("+1")).hasSize(2);
  }

  private Fault afterwards(Consumer<String> change) {
    return Fault.replace(
        "change, then nothing",
        Point.AFTER,
        real -> {
          change.accept(Json.parse(real.body()).path("id").asString());
          return Reply.empty(504);
        });
  }

  private void rename(String id, String title) {
    NotionUser.notion().rename(user.person(), id, title);
  }

  @Test
  void whereverTheWorkerDiesARowIsThereOnce() {
    for (int point = 1; ; point++) {
      NotionUser someone = new NotionUser();
      Made made = someone.database("Log", COLUMNS);
      Map<String, ?> data =
          Map.of("database", made.database(), "values", Map.of("Name", Map.of("title", "+1")));
      someone.succeeded(ROW_CREATE, data);
      someone.onAnotherWorker();
      OperationHarness harness = someone.harness().crashAt(point);
      NotionUser.output(someone.run(harness, ROW_CREATE, data));
      assertThat(someone.pages("+1")).as("point %d", point).hasSize(2);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(4);
        break;
      }
    }
  }

  @Test
  void whereverTheWorkerDiesADatabaseIsThereOnce() {
    for (int point = 1; ; point++) {
      NotionUser someone = new NotionUser();
      String home = NotionUser.notion().makePage(someone.person(), "Home", null);
      NotionUser.notion().share(someone.person(), home);
      Map<String, ?> data = Map.of("title", "Things", "parent", home, "properties", List.of());
      someone.succeeded(DATABASE_CREATE, data);
      OperationHarness harness = someone.harness().crashAt(point);
      NotionUser.output(someone.run(harness, DATABASE_CREATE, data));
      assertThat(someone.blocks(home)).as("point %d", point).hasSize(2);
      if (!harness.crashed()) {
        assertThat(point).isGreaterThan(3);
        break;
      }
    }
  }

  private String make(String title) {
    return user.succeeded(ROW_CREATE, row(title)).path("page").asString();
  }

  private Map<String, ?> row(String title) {
    return Map.of("dataSource", log.source(), "values", Map.of("Name", Map.of("title", title)));
  }

  private void makeDatabase(String title) {
    user.succeeded(
        DATABASE_CREATE, Map.of("title", title, "parent", page, "properties", List.of()));
  }

  private List<PageView> rows(@Nullable String title) {
    return user.pages(title).stream().filter(row -> log.database().equals(row.parentId())).toList();
  }

  private long databases(String title) {
    return user.blocks(page).stream()
        .filter(block -> block.content().toString().contains("text=" + title))
        .count();
  }

  private static void assertUnknown(Result result) {
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(NotionUser.code(result)).isEqualTo(ProblemCode.OUTCOME_UNKNOWN);
  }
}
