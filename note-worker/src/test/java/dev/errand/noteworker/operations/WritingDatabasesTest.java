package dev.errand.noteworker.operations;

import static dev.errand.schemas.database.DatabaseOperations.DATABASE_CREATE;
import static dev.errand.schemas.database.DatabaseOperations.DATABASE_QUERY;
import static dev.errand.schemas.database.DatabaseOperations.DATABASE_SCHEMA;
import static dev.errand.schemas.database.DatabaseOperations.ROW_CREATE;
import static dev.errand.schemas.database.DatabaseOperations.ROW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.notion.Notion.Made;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.WireJson;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Databases and rows are made and changed, each in as few calls as it takes. */
class WritingDatabasesTest {

  private static final OperationCatalog CATALOG = new OperationCatalog();
  private static final String PLAIN = "{\"Name\":{\"title\":{}}}";

  private final NotionUser user = new NotionUser();

  @Test
  void aDatabaseOfEveryTypeIsMadeAndRowsOfItAreReadAsTheyWereWritten() {
    Made plain = user.database("Plain", PLAIN);
    String other = user.row(plain.source(), "{}");
    JsonNode made =
        succeeded(
            DATABASE_CREATE,
            Map.of(
                "title",
                "Things",
                "properties",
                List.of(
                    property("Thing", "title"),
                    property("Notes", "rich_text"),
                    Map.of("name", "Price", "type", "number", "format", "euro"),
                    Map.of("name", "Kind", "type", "select", "options", List.of("a", "b")),
                    property("Tags", "multi_select"),
                    Map.of("name", "State", "type", "status", "options", List.of("x", "y")),
                    property("Due", "date"),
                    property("Who", "people"),
                    property("Files", "files"),
                    property("Done", "checkbox"),
                    property("Link", "url"),
                    property("Mail", "email"),
                    property("Phone", "phone_number"),
                    Map.of("name", "To", "type", "relation", "relatesTo", plain.source()),
                    property("Made", "created_time"),
                    property("Nr", "unique_id"))));
    Map<String, Object> values =
        Map.ofEntries(
            Map.entry("Thing", Map.of("title", "x".repeat(4_001))),
            Map.entry("Notes", Map.of("rich_text", "é")),
            Map.entry("Price", Map.of("number", 1.5)),
            Map.entry("Kind", Map.of("select", "b")),
            Map.entry("Tags", Map.of("multi_select", List.of("n", "m"))),
            Map.entry("State", Map.of("status", "y")),
            Map.entry("Due", Map.of("date", Map.of("start", "2026-11-22"))),
            Map.entry("Who", Map.of("people", List.of(user.person().notionUserId()))),
            Map.entry(
                "Files",
                Map.of("files", List.of(Map.of("name", "a", "url", "https://example.org/a")))),
            Map.entry("Done", Map.of("checkbox", true)),
            Map.entry("Link", Map.of("url", "https://example.org")),
            Map.entry("Mail", Map.of("email", "a@example.org")),
            Map.entry("Phone", Map.of("phone_number", "+1")),
            Map.entry("To", Map.of("relation", List.of(other))));
    String source = made.path("dataSource").asString();
    succeeded(ROW_CREATE, Map.of("dataSource", source, "values", values));

    JsonNode read = succeeded(DATABASE_QUERY, Map.of("dataSource", source)).at("/rows/0/values");
    values.forEach(
        (name, value) -> assertThat(parsed(read.path(name))).as(name).isEqualTo(parsed(value)));
    assertThat(read.path("Nr")).hasToString("{\"unique_id\":\"1\"}");
    JsonNode columns =
        succeeded(DATABASE_SCHEMA, Map.of("database", made.path("database").asString()));
    assertThat(columns.at("/dataSources/0/properties")).hasSize(16);
  }

  private static JsonNode parsed(Object json) {
    return WireJson.mapper().readTree(WireJson.mapper().writeValueAsString(json));
  }

  private static Map<String, String> property(String name, String type) {
    return Map.of("name", name, "type", type);
  }

  @Test
  void aDatabaseStandsInItsPageAndTakesTwoCalls() {
    String page = page(user);
    assertThat(
            user.callsOf(
                () ->
                    succeeded(
                        DATABASE_CREATE,
                        Map.of("title", "Things", "parent", page, "properties", List.of()))))
        .containsExactly("GET /blocks/{id}/children", "POST /databases");
    assertThat(user.blocks(page)).hasSize(1);
  }

  private static String page(NotionUser user) {
    String page = NotionUser.notion().makePage(user.person(), "Home", null);
    NotionUser.notion().share(user.person(), page);
    return page;
  }

  @Test
  void aRowTakesOneCallOnceTheNewestRowsAreKnown() {
    Made plain = user.database("Plain", PLAIN);
    Map<String, ?> data =
        Map.of("database", plain.database(), "values", Map.of("Name", Map.of("title", "x")));
    assertThat(user.callsOf(() -> succeeded(ROW_CREATE, data)))
        .containsExactly("GET /databases/{id}", "POST /data_sources/{id}/query", "POST /pages");
    for (int again = 0; again < 3; again++) {
      assertThat(user.callsOf(() -> succeeded(ROW_CREATE, data))).containsExactly("POST /pages");
    }
  }

  @Test
  void aDatabaseThatWasJustMadeNeedNotBeLookedUp() {
    String database =
        succeeded(
                DATABASE_CREATE,
                Map.of("title", "Things", "parent", page(user), "properties", List.of()))
            .path("database")
            .asString();
    assertThat(
            user.callsOf(
                () -> succeeded(ROW_CREATE, Map.of("database", database, "values", Map.of()))))
        .containsExactly("POST /data_sources/{id}/query", "POST /pages");
  }

  @Test
  void valuesAreSetAndTakenAwayInOneCallAndOthersStay() {
    Made made =
        user.database(
            "Plain",
            "{\"Name\":{\"title\":{}},\"N\":{\"number\":{}},\"D\":{\"date\":{}},\"T\":{\"multi_select\":{}}}");
    String row =
        succeeded(
                ROW_CREATE,
                Map.of(
                    "dataSource",
                    made.source(),
                    "values",
                    Map.of(
                        "Name",
                        Map.of("title", "x"),
                        "N",
                        Map.of("number", 1),
                        "T",
                        Map.of("multi_select", List.of("a")),
                        "D",
                        Map.of("date", Map.of("start", "2026-11-22")))))
            .path("page")
            .asString();
    Map<String, ?> change =
        Map.of(
            "page",
            row,
            "values",
            Map.of(
                "N",
                Map.of("number", 2),
                "D",
                Map.of("clear", "date"),
                "T",
                Map.of("clear", "multi_select")));
    assertThat(user.callsOf(() -> succeeded(ROW_UPDATE, change)))
        .containsExactly("PATCH /pages/{id}");
    assertThat(succeeded(DATABASE_QUERY, Map.of("dataSource", made.source())).at("/rows/0/values"))
        .hasToString("{\"Name\":{\"title\":\"x\"},\"N\":{\"number\":2}}");
  }

  static Stream<Arguments> senseless() {
    return Stream.of(
        Arguments.of("two titles", List.of(property("A", "title"), property("B", "title"))),
        Arguments.of("a name twice", List.of(property("A", "title"), property("A", "date"))),
        Arguments.of("a relation to nothing", List.of(property("A", "relation"))),
        Arguments.of(
            "options of a date",
            List.of(Map.of("name", "A", "type", "date", "options", List.of("x")))),
        Arguments.of(
            "an option with a comma",
            List.of(Map.of("name", "A", "type", "select", "options", List.of("x,y")))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("senseless")
  void aDatabaseThatMakesNoSenseIsRefusedBeforeNotionIsAsked(String what, List<?> properties) {
    assertThat(
            user.callsOf(
                () ->
                    assertThat(
                            NotionUser.code(
                                user.run(
                                    DATABASE_CREATE,
                                    Map.of("title", what, "properties", properties))))
                        .isEqualTo(ProblemCode.INVALID_COMMAND)))
        .isEmpty();
  }

  static Stream<Arguments> unfit() {
    return Stream.of(
        Arguments.of("no such property", "Colour", Map.of("number", 1)),
        Arguments.of("of another type", "Name", Map.of("number", 1)),
        Arguments.of("no such status", "State", Map.of("status", "planned")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unfit")
  void aValueThatDoesNotFitIsSaidAndNothingIsMade(String what, String name, Map<String, ?> value) {
    Made made = user.database("Plain", "{\"Name\":{\"title\":{}},\"State\":{\"status\":{}}}");
    Map<String, ?> values = Map.of(name, value);
    assertThat(
            NotionUser.code(
                user.run(ROW_CREATE, Map.of("dataSource", made.source(), "values", values))))
        .as(what)
        .isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(succeeded(DATABASE_QUERY, Map.of("dataSource", made.source())).path("rows"))
        .isEmpty();
    String row = user.row(made.source(), "{}");
    assertThat(NotionUser.code(user.run(ROW_UPDATE, Map.of("page", row, "values", values))))
        .isEqualTo(ProblemCode.INVALID_COMMAND);
  }

  @Test
  void whatIsInAnothersWorkspaceIsNotFoundInTheVeryWordsOfWhatIsNowhere() {
    NotionUser other = new NotionUser();
    Made theirs = other.database("Secret", PLAIN);
    String theirRow = other.row(theirs.source(), "{}");
    String theirPage = page(other);
    Made own = user.database("Own", PLAIN);
    Made linked =
        user.database(
            "Linked",
            "{\"Name\":{\"title\":{}},\"To\":{\"relation\":{\"data_source_id\":\"%s\",\"single_property\":{}}},\"Who\":{\"people\":{}}}"
                .formatted(own.source()));
    String row = user.row(linked.source(), "{}");

    assertHidden(ROW_CREATE, theirs.database(), id -> Map.of("database", id, "values", Map.of()));
    assertHidden(ROW_CREATE, theirs.source(), id -> Map.of("dataSource", id, "values", Map.of()));
    assertHidden(
        ROW_CREATE, theirRow, id -> Map.of("dataSource", linked.source(), "values", relation(id)));
    assertHidden(
        ROW_CREATE,
        other.person().notionUserId(),
        id ->
            Map.of(
                "dataSource",
                linked.source(),
                "values",
                Map.of("Who", Map.of("people", List.of(id)))));
    assertHidden(
        ROW_UPDATE, theirRow, id -> Map.of("page", id, "values", Map.of("A", Map.of("number", 1))));
    assertHidden(ROW_UPDATE, theirRow, id -> Map.of("page", row, "values", relation(id)));
    assertHidden(
        DATABASE_CREATE,
        theirPage,
        id -> Map.of("title", "x", "parent", id, "properties", List.of()));
    String home = page(user);
    assertHidden(
        DATABASE_CREATE,
        theirs.source(),
        id ->
            Map.of(
                "title",
                "x",
                "parent",
                home,
                "properties",
                List.of(Map.of("name", "To", "type", "relation", "relatesTo", id))));
    assertThat(user.blocks(home)).isEmpty();
  }

  private static Map<String, ?> relation(String id) {
    return Map.of("To", Map.of("relation", List.of(id)));
  }

  private void assertHidden(
      OperationName operation, String foreign, Function<String, Map<String, ?>> data) {
    Problem problem = notFound(operation, data.apply(foreign));
    assertThat(problem).isEqualTo(notFound(operation, data.apply(UUID.randomUUID().toString())));
  }

  private Problem notFound(OperationName operation, Map<String, ?> data) {
    Problem problem = Objects.requireNonNull(user.run(operation, data).problem());
    assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND);
    return problem.providerRequest(null);
  }

  private JsonNode succeeded(OperationName operation, Map<String, ?> data) {
    assertThat(CATALOG.validate(operation, WireJson.mapper().writeValueAsBytes(data)))
        .isInstanceOf(Validation.Valid.class);
    JsonNode output = user.succeeded(operation, data);
    assertThat(CATALOG.validateOutput(operation, output)).isEqualTo(new Validation.Valid(output));
    return output;
  }
}
