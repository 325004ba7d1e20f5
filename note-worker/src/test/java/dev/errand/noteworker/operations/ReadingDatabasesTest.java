package dev.errand.noteworker.operations;

import static dev.errand.schemas.database.DatabaseOperations.DATABASE_LIST;
import static dev.errand.schemas.database.DatabaseOperations.DATABASE_QUERY;
import static dev.errand.schemas.database.DatabaseOperations.DATABASE_SCHEMA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Notion.Made;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.OperationCatalog.Validation;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Result;
import dev.errand.schemas.WireJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Databases are found, described and queried, each in as few calls as it takes. */
class ReadingDatabasesTest {

  private static final OperationCatalog CATALOG = new OperationCatalog();

  private static final String COLUMNS =
      """
      {"Name":{"title":{}},"Notes":{"rich_text":{}},"Price":{"number":{"format":"euro"}},
       "Kind":{"select":{"options":[{"name":"Fruit"},{"name":"Tool"}]}},
       "Tags":{"multi_select":{}},"State":{"status":{}},"Due":{"date":{}},"Who":{"people":{}},
       "Files":{"files":{}},"Done":{"checkbox":{}},"Link":{"url":{}},"Mail":{"email":{}},
       "Phone":{"phone_number":{}},"Made":{"created_time":{}},"Maker":{"created_by":{}},
       "Nr":{"unique_id":{"prefix":"T"}},"Sum":{"formula":{"expression":"1"}},
       "All":{"rollup":{"function":"show_original"}}}
      """;

  private final NotionUser user = new NotionUser();
  private Made things = new Made("", "");

  @BeforeEach
  void a_database() {
    things = user.database("Things", COLUMNS);
  }

  @Test
  void aDatabaseIsFoundByItsTitleInOneCall() {
    user.database("Other", "{\"Name\":{\"title\":{}}}");
    assertThat(
            user.callsOf(
                () -> {
                  JsonNode found = succeeded(DATABASE_LIST, Map.of("query", "thing"));
                  assertThat(found.path("databases")).hasSize(1);
                  JsonNode hit = found.at("/databases/0");
                  assertThat(hit.path("dataSource").asString()).isEqualTo(things.source());
                  assertThat(hit.path("database").asString()).isEqualTo(things.database());
                  assertThat(hit.path("title").asString()).isEqualTo("Things");
                }))
        .containsExactly("POST /search");
  }

  @Test
  void databasesComeInParts() {
    user.database("Things two", "{\"Name\":{\"title\":{}}}");
    List<String> found = new ArrayList<>();
    Map<String, Object> data = new HashMap<>(Map.of("limit", 1));
    JsonNode part;
    do {
      part = succeeded(DATABASE_LIST, data);
      part.path("databases").forEach(hit -> found.add(hit.path("dataSource").asString()));
      data.put("cursor", part.path("cursor").asString(""));
    } while (part.has("cursor"));
    assertThat(found).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aSchemaSaysWhatCanBeWritten() {
    JsonNode schema = succeeded(DATABASE_SCHEMA, Map.of("database", things.database()));
    JsonNode columns = schema.at("/dataSources/0/properties");
    assertThat(columns).hasSize(18);
    assertThat(column(columns, "Kind").toString())
        .isEqualTo(
            "{\"name\":\"Kind\",\"type\":\"select\",\"writable\":true,\"options\":[\"Fruit\",\"Tool\"]}");
    assertThat(column(columns, "Price").path("format").asString()).isEqualTo("euro");
    assertThat(column(columns, "Nr").path("writable").asBoolean()).isFalse();
    assertThat(column(columns, "State").path("options")).hasSize(3);
  }

  private static JsonNode column(JsonNode columns, String name) {
    return columns
        .valueStream()
        .filter(column -> column.path("name").asString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSchemaTakesOneCallForADataSourceAndTwoForADatabaseOfOne() {
    assertThat(
            user.callsOf(() -> succeeded(DATABASE_SCHEMA, Map.of("dataSource", things.source()))))
        .containsExactly("GET /data_sources/{id}");
    assertThat(
            user.callsOf(() -> succeeded(DATABASE_SCHEMA, Map.of("database", things.database()))))
        .containsExactly("GET /databases/{id}", "GET /data_sources/{id}");
  }

  @Test
  void aRowHasAValueOfEachTypeAndLeavesOutWhatIsEmpty() {
    String me = user.person().notionUserId();
    String row =
        user.row(
            things.source(),
            """
            {"Name":{"title":[{"text":{"content":"Äpfel"}}]},"Notes":{"rich_text":[{"text":{"content":"red"}}]},
             "Price":{"number":1.5},"Kind":{"select":{"name":"Fruit"}},
             "Tags":{"multi_select":[{"name":"a"},{"name":"b"}]},"State":{"status":{"name":"Done"}},
             "Due":{"date":{"start":"2026-11-22","end":"2026-11-23"}},"Who":{"people":[{"id":"%s"}]},
             "Files":{"files":[{"name":"a.pdf","external":{"url":"https://example.org/a.pdf"}}]},
             "Done":{"checkbox":true},"Link":{"url":"https://example.org"},"Mail":{"email":"a@example.org"},
             "Phone":{"phone_number":"+1"}}
            """
                .formatted(me));
    compute(row);
    String empty = user.row(things.source(), "{}");
    compute(empty);
    JsonNode found = query(Map.of("dataSource", things.source())).path("rows");

    JsonNode values = found.path(1).path("values");
    assertThat(found.path(1).path("page").asString()).isEqualTo(row);
    assertThat(values.path("Name")).hasToString("{\"title\":\"Äpfel\"}");
    assertThat(values.path("Notes")).hasToString("{\"rich_text\":\"red\"}");
    assertThat(values.path("Price")).hasToString("{\"number\":1.5}");
    assertThat(values.path("Kind")).hasToString("{\"select\":\"Fruit\"}");
    assertThat(values.path("Tags")).hasToString("{\"multi_select\":[\"a\",\"b\"]}");
    assertThat(values.path("State")).hasToString("{\"status\":\"Done\"}");
    assertThat(values.path("Due"))
        .hasToString("{\"date\":{\"start\":\"2026-11-22\",\"end\":\"2026-11-23\"}}");
    assertThat(values.path("Who")).hasToString("{\"people\":[\"" + me + "\"]}");
    assertThat(values.path("Files"))
        .hasToString("{\"files\":[{\"name\":\"a.pdf\",\"url\":\"https://example.org/a.pdf\"}]}");
    assertThat(values.path("Done")).hasToString("{\"checkbox\":true}");
    assertThat(values.path("Link")).hasToString("{\"url\":\"https://example.org\"}");
    assertThat(values.path("Nr")).hasToString("{\"unique_id\":\"T-1\"}");
    assertThat(values.at("/Made/created_time").asString()).endsWith("00Z");
    assertThat(values.path("Sum")).hasToString("{\"formula\":{\"number\":3}}");
    assertThat(values.path("All")).hasToString("{\"rollup\":[{\"title\":\"x\"},{\"number\":1}]}");
    assertThat(found.path(0).path("values").propertyNames())
        .containsExactlyInAnyOrder("State", "Done", "Made", "Maker", "Nr", "Sum", "All");
  }

  private void compute(String row) {
    NotionUser.notion()
        .compute(user.person(), row, "Sum", Json.parse("{\"type\":\"number\",\"number\":3}"));
    NotionUser.notion()
        .compute(
            user.person(),
            row,
            "All",
            Json.parse(
                """
                {"type":"array","function":"show_original","array":[
                  {"type":"title","title":[{"type":"text","text":{"content":"x"},"plain_text":"x"}]},
                  {"type":"number","number":1}]}
                """));
  }

  @Test
  void aDataSourceIsQueriedInOneCallAndADatabaseTooOnceItIsKnown() {
    Made plain = user.database("Plain", "{\"Name\":{\"title\":{}}}");
    assertThat(user.callsOf(() -> query(Map.of("dataSource", plain.source()))))
        .containsExactly("POST /data_sources/{id}/query");
    assertThat(user.callsOf(() -> query(Map.of("database", plain.database()))))
        .containsExactly("GET /databases/{id}", "POST /data_sources/{id}/query");
    assertThat(user.callsOf(() -> query(Map.of("database", plain.database()))))
        .containsExactly("POST /data_sources/{id}/query");
  }

  @Test
  void filtersSortsAndCursorsAreNotions() {
    Made plain = numbers(7);
    Map<String, Object> data = new HashMap<>();
    data.put("database", plain.database());
    data.put("filter", Map.of("property", "N", "number", Map.of("greater_than", 1)));
    data.put("sorts", List.of(Map.of("property", "N", "direction", "ascending")));
    data.put("limit", 2);
    List<Integer> numbers = new ArrayList<>();
    JsonNode part;
    do {
      part = query(data);
      part.path("rows").forEach(row -> numbers.add(row.at("/values/N/number").asInt()));
      data.put("cursor", part.path("cursor").asString(""));
    } while (part.has("cursor"));
    assertThat(numbers).containsExactly(2, 3, 4, 5, 6);
  }

  private Made numbers(int rows) {
    Made made = user.database("Numbers", "{\"Name\":{\"title\":{}},\"N\":{\"number\":{}}}");
    for (int n = 0; n < rows; n++) {
      user.row(made.source(), "{\"N\":{\"number\":" + n + "}}");
    }
    return made;
  }

  @Test
  void aDataSourceThatWasReplacedIsLookedUpAgain() {
    Made plain = numbers(1);
    query(Map.of("database", plain.database()));
    String other =
        NotionUser.notion()
            .addSource(
                user.person(), plain.database(), "New", Json.parse("{\"Name\":{\"title\":{}}}"));
    NotionUser.notion().removeSource(user.person(), plain.source());
    assertThat(query(Map.of("database", plain.database())).path("dataSource").asString())
        .isEqualTo(other);
  }

  @Test
  void aPropertyThatIsNotThereIsSaidAndTheDatabaseLookedAtOnceMore() {
    Made plain = numbers(1);
    Map<String, Object> data =
        Map.of(
            "database",
            plain.database(),
            "sorts",
            List.of(Map.of("property", "N", "direction", "ascending")));
    query(data);
    NotionUser.notion().renameProperty(user.person(), plain.source(), "N", "M");
    assertThat(
            user.callsOf(
                () ->
                    assertThat(NotionUser.code(user.run(DATABASE_QUERY, data)))
                        .isEqualTo(ProblemCode.INVALID_COMMAND)))
        .containsExactly("POST /data_sources/{id}/query", "GET /databases/{id}");
  }

  @Test
  void ADatabaseOfSeveralDataSourcesWantsOneNamed() {
    NotionUser.notion()
        .addSource(
            user.person(), things.database(), "More", Json.parse("{\"Name\":{\"title\":{}}}"));
    Result result = user.run(DATABASE_QUERY, Map.of("database", things.database()));
    assertThat(NotionUser.code(result)).isEqualTo(ProblemCode.INVALID_COMMAND);
    assertThat(
            succeeded(DATABASE_SCHEMA, Map.of("database", things.database())).path("dataSources"))
        .hasSize(2);
  }

  @Test
  void allOfALongRelationIsReadInHundreds() {
    Made plain = user.database("Plain", "{\"Name\":{\"title\":{}}}");
    Made linked =
        user.database(
            "Linked",
            "{\"Name\":{\"title\":{}},\"To\":{\"relation\":{\"data_source_id\":\"%s\",\"single_property\":{}}}}"
                .formatted(plain.source()));
    List<String> rows = new ArrayList<>();
    for (int n = 0; n < 100; n++) {
      rows.add(user.row(plain.source(), "{}"));
    }
    user.row(linked.source(), relation(rows));
    user.row(linked.source(), relation(rows.subList(0, 25)));
    assertThat(
            user.callsOf(
                () -> {
                  JsonNode found = query(Map.of("dataSource", linked.source())).path("rows");
                  assertThat(found.at("/0/values/To/relation")).hasSize(25);
                  assertThat(
                          found.at("/1/values/To/relation").valueStream().map(JsonNode::asString))
                      .containsExactlyElementsOf(rows);
                  assertThat(found.at("/1/cut").isMissingNode()).isTrue();
                }))
        .containsExactly("POST /data_sources/{id}/query", "GET /pages/{id}/properties/{property}");
  }

  private static String relation(List<String> rows) {
    return "{\"To\":{\"relation\":"
        + Json.text(Json.of(rows.stream().map(row -> Map.of("id", row)).toList()))
        + "}}";
  }

  @Test
  void rowsThatAreTooManyForAResultComeWithACursorAndEachOnce() {
    String columns =
        "{\"Name\":{\"title\":{}},\"A\":{\"rich_text\":{}},\"B\":{\"rich_text\":{}},\"C\":{\"rich_text\":{}}}";
    Made large = user.database("Large", columns);
    String text =
        "{\"rich_text\":["
            + "{\"text\":{\"content\":\"%s\"}},".formatted("ä".repeat(2_000)).repeat(4)
            + "{\"text\":{\"content\":\"x\"}}]}";
    for (int n = 0; n < 30; n++) {
      user.row(large.source(), "{\"A\":%s,\"B\":%s,\"C\":%s}".formatted(text, text, text));
    }
    Map<String, Object> data = new HashMap<>(Map.of("dataSource", large.source(), "limit", 100));
    List<String> pages = new ArrayList<>();
    JsonNode part;
    do {
      part = query(data);
      assertThat(WireJson.mapper().writeValueAsBytes(part).length).isLessThan(950_000);
      part.path("rows").forEach(row -> pages.add(row.path("page").asString()));
      data.put("cursor", part.path("cursor").asString(""));
    } while (part.has("cursor"));
    assertThat(pages).hasSize(30).doesNotHaveDuplicates();
  }

  @Test
  void aTextThatIsTooLongIsCutAndNamed() {
    Made plain = user.database("Plain", "{\"Name\":{\"title\":{}}}");
    user.row(
        plain.source(),
        "{\"Name\":{\"title\":["
            + "{\"text\":{\"content\":\"%s\"}},".formatted("x".repeat(2_000)).repeat(6)
            + "{\"text\":{\"content\":\"x\"}}]}}");
    JsonNode row = query(Map.of("dataSource", plain.source())).at("/rows/0");
    assertThat(row.at("/values/Name/title").asString()).hasSize(10_000);
    assertThat(row.path("cut")).hasToString("[\"Name\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"database", "dataSource"})
  void whatIsInAnothersWorkspaceIsNotFoundInTheVeryWordsOfWhatIsNowhere(String field) {
    Made theirs = new NotionUser().database("Secret", "{\"Name\":{\"title\":{}}}");
    String foreign = field.equals("database") ? theirs.database() : theirs.source();
    for (OperationName operation : List.of(DATABASE_SCHEMA, DATABASE_QUERY)) {
      Problem problem = notFound(operation, field, foreign);
      assertThat(problem).isEqualTo(notFound(operation, field, UUID.randomUUID().toString()));
    }
  }

  private Problem notFound(OperationName operation, String field, String id) {
    Problem problem = Objects.requireNonNull(user.run(operation, Map.of(field, id)).problem());
    assertThat(problem.code()).isEqualTo(ProblemCode.NOT_FOUND);
    assertThat(problem.providerRequestId()).isNotNull();
    return problem.providerRequest(null);
  }

  private JsonNode query(Map<String, ?> data) {
    return succeeded(DATABASE_QUERY, data);
  }

  private JsonNode succeeded(OperationName operation, Map<String, ?> data) {
    assertThat(CATALOG.validate(operation, WireJson.mapper().writeValueAsBytes(data)))
        .isInstanceOf(Validation.Valid.class);
    JsonNode output = user.succeeded(operation, data);
    assertThat(CATALOG.validateOutput(operation, output)).isEqualTo(new Validation.Valid(output));
    return output;
  }
}
