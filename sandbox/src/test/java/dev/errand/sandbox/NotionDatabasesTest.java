package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.notion.Notion;
import dev.errand.sandbox.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Databases, data sources and rows as they are at Notion-Version 2026-03-11. */
class NotionDatabasesTest {

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final Http HTTP = new Http(SANDBOX.uri());

  private static final String COLUMNS =
      """
      {"Name":{"title":{}},"Notes":{"rich_text":{}},"Price":{"number":{"format":"euro"}},
       "Kind":{"select":{"options":[{"name":"Fruit"},{"name":"Tool"}]}},
       "Tags":{"multi_select":{"options":[{"name":"red"}]}},"State":{"status":{}},
       "Due":{"date":{}},"Who":{"people":{}},"Files":{"files":{}},"Done":{"checkbox":{}},
       "Link":{"url":{}},"Mail":{"email":{}},"Phone":{"phone_number":{}},
       "Made":{"created_time":{}},"Maker":{"created_by":{}},"Edited":{"last_edited_time":{}},
       "Editor":{"last_edited_by":{}},"Nr":{"unique_id":{"prefix":"ROW"}}}
      """;

  private Person person;
  private NotionClient alice = new NotionClient(HTTP, "");
  private String page = "";
  private String database = "";
  private String source = "";

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @BeforeEach
  void one_database_in_an_empty_world() throws Exception {
    SANDBOX.reset();
    SANDBOX.notion().searchLag(Duration.ZERO);
    person = SANDBOX.world().people().make("alice");
    alice = clientOf(person);
    page = alice.page("Home");
    JsonNode made = create(page, "Things", COLUMNS).json();
    database = made.path("id").stringValue();
    source = made.at("/data_sources/0/id").stringValue();
  }

  private static NotionClient clientOf(Person person) {
    return new NotionClient(HTTP, SANDBOX.world().notionToken(person).value());
  }

  private Http.Answer create(String parent, String title, String columns) throws Exception {
    return alice.post(
        "/databases",
        """
        {"parent":{"type":"page_id","page_id":"%s"},"title":[%s],
         "initial_data_source":{"properties":%s}}
        """
            .formatted(parent, NotionClient.text(title), columns));
  }

  private Http.Answer insert(String values) throws Exception {
    return insert(source, values);
  }

  private Http.Answer insert(String into, String values) throws Exception {
    return alice.post(
        "/pages",
        "{\"parent\":{\"type\":\"data_source_id\",\"data_source_id\":\"%s\"},\"properties\":%s}"
            .formatted(into, values));
  }

  private String row(String values) throws Exception {
    Http.Answer answer = insert(values);
    assertThat(answer.status()).as(Json.text(answer.json())).isEqualTo(200);
    return answer.json().path("id").stringValue();
  }

  private static String named(String name, String more) {
    return "{\"Name\":{\"title\":[%s]}%s}".formatted(NotionClient.text(name), more);
  }

  private JsonNode query(String body) throws Exception {
    Http.Answer answer = alice.post("/data_sources/" + source + "/query", body);
    assertThat(answer.status()).as(Json.text(answer.json())).isEqualTo(200);
    return answer.json();
  }

  private List<String> names(String body) throws Exception {
    return query(body)
        .path("results")
        .valueStream()
        .map(row -> row.at("/properties/Name/title/0/plain_text").asString(""))
        .toList();
  }

  private static String message(Http.Answer answer) throws Exception {
    return answer.status() + " " + answer.json().path("message").stringValue();
  }

  @Test
  void a_database_is_answered_as_recorded() throws Exception {
    JsonNode shown = alice.get("/databases/" + database).json();

    assertThat(shown.propertyNames())
        .doesNotContain("created_by", "last_edited_by", "properties", "archived")
        .contains("data_sources", "is_inline", "in_trash", "is_locked", "url");
    assertThat(shown.at("/data_sources/0/name").stringValue()).isEqualTo("Things");
    assertThat(shown.path("created_time").stringValue()).endsWith("+00:00");
    assertThat(UUID.fromString(database).version()).isEqualTo(4);
    JsonNode columns = alice.get("/data_sources/" + source).json();
    assertThat(columns.at("/parent/database_id").stringValue()).isEqualTo(database);
    assertThat(columns.at("/database_parent/page_id").stringValue()).isEqualTo(page);
    assertThat(columns.at("/properties/Kind/select/options/1/name").stringValue())
        .isEqualTo("Tool");
    assertThat(columns.at("/properties/State/status/options")).hasSize(3);
  }

  @Test
  void a_database_appears_in_its_page_and_goes_with_the_trash() throws Exception {
    JsonNode block = alice.get("/blocks/" + page + "/children").json().at("/results/0");
    assertThat(block.path("type").stringValue()).isEqualTo("child_database");
    assertThat(block.path("id").stringValue()).isEqualTo(database);
    assertThat(block.path("child_database")).hasToString("{\"title\":\"Things\"}");

    alice.send("DELETE", "/blocks/" + database, "");
    assertThat(alice.get("/blocks/" + page + "/children").json().path("results")).isEmpty();
    assertThat(alice.get("/databases/" + database).json().path("in_trash").booleanValue()).isTrue();
    assertThat(alice.post("/data_sources/" + source + "/query", "{}").status()).isEqualTo(404);
    assertThat(message(insert(named("x", "")))).contains("archived");
    alice.patch("/blocks/" + database, "{\"in_trash\":false}");
    assertThat(names("{}")).isEmpty();
  }

  @Test
  void a_row_has_a_value_of_every_type() throws Exception {
    String me = person.notionUserId();
    String row =
        row(
            named(
                "Apple",
                """
                ,"Notes":{"rich_text":[{"text":{"content":"red"}}]},"Price":{"number":1.5},
                "Kind":{"select":{"name":"Fruit"}},"Tags":{"multi_select":[{"name":"red"},{"name":"new"}]},
                "State":{"status":{"name":"Done"}},"Due":{"date":{"start":"2026-11-22T10:00:00+01:00"}},
                "Who":{"people":[{"id":"%s"}]},
                "Files":{"files":[{"name":"a.pdf","external":{"url":"https://example.org/a.pdf"}}]},
                "Done":{"checkbox":true},"Link":{"url":"https://example.org"},
                "Mail":{"email":"a@example.org"},"Phone":{"phone_number":"+1"}
                """
                    .formatted(me)));
    JsonNode shown = alice.get("/pages/" + row).json();

    assertThat(shown.at("/parent").toString())
        .isEqualTo(
            "{\"type\":\"data_source_id\",\"data_source_id\":\"%s\",\"database_id\":\"%s\"}"
                .formatted(source, database));
    JsonNode values = shown.path("properties");
    assertThat(values.at("/Kind/select/name").stringValue()).isEqualTo("Fruit");
    assertThat(values.at("/Tags/multi_select/1/name").stringValue()).isEqualTo("new");
    assertThat(values.at("/Due/date/start").stringValue())
        .isEqualTo("2026-11-22T10:00:00.000+01:00");
    assertThat(values.at("/Who/people/0/id").stringValue()).isEqualTo(me);
    assertThat(values.at("/Files/files/0/external/url").stringValue()).endsWith("a.pdf");
    assertThat(values.at("/Nr/unique_id").toString())
        .isEqualTo("{\"number\":1,\"prefix\":\"ROW\"}");
    assertThat(values.at("/Made/created_time").stringValue()).endsWith(":00.000Z");
    assertThat(values.at("/Maker/created_by/object").stringValue()).isEqualTo("user");
    assertThat(
            alice.get("/data_sources/" + source).json().at("/properties/Tags/multi_select/options"))
        .hasSize(2);
  }

  @Test
  void a_row_without_values_has_the_empty_ones() throws Exception {
    JsonNode values = alice.get("/pages/" + row("{}")).json().path("properties");
    assertThat(values.at("/Price/number").isNull()).isTrue();
    assertThat(values.at("/Tags/multi_select")).isEmpty();
    assertThat(values.at("/Done/checkbox").booleanValue()).isFalse();
    assertThat(values.at("/State/status/name").stringValue()).isEqualTo("Not started");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Colour\":{\"number\":1}} | 400 Colour is not a property that exists.",
        "{\"Price\":{\"rich_text\":[]}} | 400 Price is expected to be number.",
        "{\"Price\":{\"number\":\"1\"}} | 400 body failed validation: body.properties.Price.number"
            + " should be a number, instead was `\"1\"`.",
        "{\"State\":{\"status\":{\"name\":\"planned\"}}} | 400 Invalid status option. Status option"
            + " \"planned\" does not exist\".",
        "{\"Kind\":{\"select\":{\"name\":\"a,b\"}}} | 400 Invalid select option, commas not"
            + " allowed: a,b",
        "{\"Due\":{\"date\":{\"start\":\"soon\"}}} | 400 body failed validation:"
            + " body.properties.Due.date.start should be a valid ISO 8601 date string, instead was"
            + " `\"soon\"`.",
        "{\"Made\":{\"created_time\":\"2026-01-01\"}} | 400 body failed validation:"
            + " body.properties.Made.created_time should be not present, instead was"
            + " `\"2026-01-01\"`."
      })
  void a_value_that_does_not_fit_is_refused(String values, String refusal) throws Exception {
    assertThat(message(insert(values))).isEqualTo(refusal);
    assertThat(message(alice.patch("/pages/" + row("{}"), "{\"properties\":" + values + "}")))
        .isEqualTo(refusal);
  }

  @Test
  void more_than_a_hundred_options_of_a_value_are_refused() throws Exception {
    String options =
        IntStream.range(0, 101)
            .mapToObj(i -> "{\"name\":\"o" + i + "\"}")
            .collect(Collectors.joining(","));
    assertThat(message(insert("{\"Tags\":{\"multi_select\":[" + options + "]}}")))
        .contains("body.properties.Tags.multi_select.length should be ≤ `100`");
  }

  @Test
  void a_row_changes_only_where_it_is_told() throws Exception {
    String row = row(named("Apple", ",\"Price\":{\"number\":1}"));
    alice.patch(
        "/pages/" + row,
        "{\"properties\":{\"Done\":{\"checkbox\":true},\"Price\":{\"number\":null}}}");
    JsonNode values = alice.get("/pages/" + row).json().path("properties");
    assertThat(values.at("/Done/checkbox").booleanValue()).isTrue();
    assertThat(values.at("/Price/number").isNull()).isTrue();
    assertThat(values.at("/Name/title/0/plain_text").stringValue()).isEqualTo("Apple");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"property\":\"Name\",\"title\":{\"contains\":\"AP\"}} | Apple",
        "{\"property\":\"Price\",\"number\":{\"greater_than\":1}} | Hammer",
        "{\"property\":\"Price\",\"number\":{\"is_empty\":true}} | Nail",
        "{\"property\":\"Kind\",\"select\":{\"does_not_equal\":\"Fruit\"}} | Nail,Hammer",
        "{\"property\":\"Kind\",\"select\":{\"equals\":[\"Fruit\",\"Tool\"]}} | Hammer,Apple",
        "{\"property\":\"State\",\"status\":{\"equals\":\"Done\"}} | Apple",
        "{\"property\":\"Tags\",\"multi_select\":{\"contains\":\"red\"}} | Apple",
        "{\"property\":\"Due\",\"date\":{\"on_or_after\":\"2026-02-01\"}} | Hammer",
        "{\"property\":\"Due\",\"date\":{\"before\":\"2026-02-01\"}} | Apple",
        "{\"property\":\"Done\",\"checkbox\":{\"equals\":true}} | Apple",
        "{\"property\":\"Nr\",\"unique_id\":{\"equals\":2}} | Hammer",
        "{\"timestamp\":\"created_time\",\"created_time\":{\"on_or_after\":\"2020-01-01T00:00:00Z\"}}"
            + " | Nail,Hammer,Apple",
        "{\"timestamp\":\"last_edited_time\",\"last_edited_time\":{\"past_week\":{}}}"
            + " | Nail,Hammer,Apple",
        "{\"and\":[{\"timestamp\":\"created_time\",\"created_time\":{\"on_or_after\":\"today\"}},"
            + "{\"property\":\"Done\",\"checkbox\":{\"equals\":true}}]} | Apple",
        "{\"or\":[{\"property\":\"Done\",\"checkbox\":{\"equals\":true}},{\"and\":[{\"property\":"
            + "\"Kind\",\"select\":{\"equals\":\"Tool\"}},{\"property\":\"Price\",\"number\":"
            + "{\"less_than\":20}}]}]} | Hammer,Apple"
      })
  void filters_choose(String filter, String expected) throws Exception {
    three();
    assertThat(names("{\"filter\":" + filter + "}")).containsExactly(expected.split(","));
  }

  private void three() throws Exception {
    row(
        named(
            "Apple",
            ",\"Price\":{\"number\":1},\"Kind\":{\"select\":{\"name\":\"Fruit\"}},\"Done\":{\"checkbox\":true},"
                + "\"State\":{\"status\":{\"name\":\"Done\"}},\"Tags\":{\"multi_select\":[{\"name\":\"red\"}]},"
                + "\"Due\":{\"date\":{\"start\":\"2026-01-31\"}}"));
    row(
        named(
            "Hammer",
            ",\"Price\":{\"number\":10},\"Kind\":{\"select\":{\"name\":\"Tool\"}},"
                + "\"Due\":{\"date\":{\"start\":\"2026-02-01T08:00:00Z\"}}"));
    row(named("Nail", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"filter\":{\"property\":\"Colour\",\"number\":{\"equals\":1}}} | Could not find property"
            + " with name or id: Colour",
        "{\"filter\":{\"property\":\"Kind\",\"status\":{\"equals\":\"x\"}}} | The property type in"
            + " the database does not match the property type of the filter provided: database"
            + " property select does not match filter status",
        "{\"sorts\":[{\"property\":\"Colour\",\"direction\":\"ascending\"}]} | Could not find sort"
            + " property with name or id: Colour",
        "{\"page_size\":101} | body failed validation: body.page_size should be ≤ `100`, instead"
            + " was `101`."
      })
  void a_query_that_makes_no_sense_is_refused(String body, String refusal) throws Exception {
    assertThat(message(alice.post("/data_sources/" + source + "/query", body)))
        .isEqualTo("400 " + refusal);
  }

  @Test
  void a_filter_of_three_levels_is_refused() throws Exception {
    String leaf = "{\"property\":\"Done\",\"checkbox\":{\"equals\":true}}";
    String deep = "{\"filter\":{\"and\":[{\"or\":[{\"and\":[" + leaf + "]}]}]}}";
    assertThat(message(alice.post("/data_sources/" + source + "/query", deep)))
        .contains("body.filter.and[0].or[0].and should be not present");
  }

  @Test
  void rows_are_sorted_and_what_is_empty_comes_last() throws Exception {
    three();
    assertThat(names("{\"sorts\":[{\"property\":\"Price\",\"direction\":\"descending\"}]}"))
        .containsExactly("Hammer", "Apple", "Nail");
    assertThat(names("{\"sorts\":[{\"property\":\"Kind\",\"direction\":\"ascending\"}]}"))
        .containsExactly("Apple", "Hammer", "Nail");
    assertThat(names("{\"sorts\":[{\"property\":\"Name\",\"direction\":\"ascending\"}]}"))
        .containsExactly("Apple", "Hammer", "Nail");
  }

  @Test
  void rows_come_in_parts_each_once() throws Exception {
    for (int i = 0; i < 7; i++) {
      row(named("row " + i, ""));
    }
    List<String> read = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode part = query("{\"page_size\":3" + cursor + "}");
      assertThat(part.at("/request_status/type").stringValue()).isEqualTo("complete");
      read.addAll(NotionClient.ids(part));
      String next = part.path("next_cursor").asString("");
      assertThat(next).matches("|s:[0-9a-f-]{36}:[0-9a-f-]{36}");
      cursor = next.isEmpty() ? "" : ",\"start_cursor\":\"" + next + "\"";
    } while (!cursor.isEmpty());
    assertThat(read).hasSize(7).doesNotHaveDuplicates();
  }

  @Test
  void a_page_shows_25_relations_and_its_property_has_them_all() throws Exception {
    String tasks =
        create(
                page,
                "Projects",
                "{\"Name\":{\"title\":{}},\"Things\":{\"relation\":{\"data_source_id\":\"%s\",\"single_property\":{}}}}"
                    .formatted(source))
            .json()
            .at("/data_sources/0/id")
            .stringValue();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      made.add(row("{}"));
    }
    String ids =
        made.stream().map(id -> "{\"id\":\"" + id + "\"}").collect(Collectors.joining(","));
    JsonNode project = insert(tasks, "{\"Things\":{\"relation\":[" + ids + "]}}").json();

    assertThat(project.at("/properties/Things/relation")).hasSize(25);
    assertThat(project.at("/properties/Things/has_more").booleanValue()).isTrue();
    String address =
        "/pages/"
            + project.path("id").stringValue()
            + "/properties/"
            + project.at("/properties/Things/id").stringValue();
    List<String> read = new ArrayList<>();
    JsonNode part = alice.get(address + "?page_size=50").json();
    part.path("results").forEach(item -> read.add(item.at("/relation/id").stringValue()));
    part =
        alice
            .get(address + "?page_size=50&start_cursor=" + part.path("next_cursor").stringValue())
            .json();
    part.path("results").forEach(item -> read.add(item.at("/relation/id").stringValue()));
    assertThat(read).isEqualTo(made);
    assertThat(part.path("has_more").booleanValue()).isFalse();
    assertThat(part.at("/property_item/type").stringValue()).isEqualTo("relation");
  }

  @Test
  void search_finds_data_sources_by_title_when_asked_for_them() throws Exception {
    JsonNode found =
        alice
            .post(
                "/search",
                "{\"query\":\"thing\",\"filter\":{\"property\":\"object\",\"value\":\"data_source\"}}")
            .json();
    assertThat(NotionClient.ids(found)).containsExactly(source);
    assertThat(found.at("/results/0/object").stringValue()).isEqualTo("data_source");
  }

  @Test
  void what_is_in_another_workspace_is_not_found_in_the_same_words_as_what_is_nowhere()
      throws Exception {
    Person bob = SANDBOX.world().people().make("bob");
    Notion.Made theirs =
        SANDBOX.notion().makeDatabase(bob, "Secret", null, Json.parse("{\"Name\":{\"title\":{}}}"));
    String nowhere = UUID.randomUUID().toString();
    for (String id : List.of(theirs.database(), nowhere)) {
      assertThat(message(alice.get("/databases/" + id)))
          .startsWith("404 Could not find database with ID: " + id);
    }
    for (String id : List.of(theirs.source(), nowhere)) {
      String missing = "404 Could not find data_source with ID: " + id;
      assertThat(message(alice.get("/data_sources/" + id))).startsWith(missing);
      assertThat(message(alice.post("/data_sources/" + id + "/query", "{}"))).startsWith(missing);
      assertThat(message(insert(id, "{}"))).startsWith(missing);
    }
    assertThat(
            alice
                .post("/search", "{\"filter\":{\"property\":\"object\",\"value\":\"data_source\"}}")
                .json()
                .path("results"))
        .hasSize(1);
  }

  @Test
  void what_is_not_simulated_says_so() throws Exception {
    String computed =
        create(
                page,
                "Computed",
                "{\"Name\":{\"title\":{}},\"Sum\":{\"formula\":{\"expression\":\"1\"}}}")
            .json()
            .at("/data_sources/0/id")
            .stringValue();
    assertThat(insert(computed, "{}").status()).isEqualTo(501);
    String row = SANDBOX.notion().makeRow(person, computed, Json.object());
    assertThat(alice.get("/pages/" + row).status()).isEqualTo(501);
    SANDBOX.notion().compute(person, row, "Sum", Json.parse("{\"type\":\"number\",\"number\":3}"));
    assertThat(alice.get("/pages/" + row).json().at("/properties/Sum/formula/number").intValue())
        .isEqualTo(3);
    String byPerson = "{\"sorts\":[{\"property\":\"Who\",\"direction\":\"ascending\"}]}";
    assertThat(alice.post("/data_sources/" + source + "/query", byPerson).status()).isEqualTo(501);
    assertThat(create(page, "x", "{\"Name\":{\"title\":{}},\"B\":{\"button\":{}}}").status())
        .isEqualTo(501);
    assertThat(create(page, "x", "{\"B\":{\"number\":{}}}").status()).isEqualTo(400);
  }
}
