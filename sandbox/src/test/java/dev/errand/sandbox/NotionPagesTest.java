package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.people.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Shapes and behaviours recorded at Notion-Version 2026-03-11. */
class NotionPagesTest {

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final Http HTTP = new Http(SANDBOX.uri());

  private NotionClient alice = new NotionClient(HTTP, "");

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @BeforeEach
  void one_person_in_an_empty_world() {
    SANDBOX.reset();
    alice = clientOf(SANDBOX.world().people().make("alice"));
  }

  private static NotionClient clientOf(Person person) {
    return new NotionClient(HTTP, SANDBOX.world().notionToken(person).value());
  }

  @Test
  void a_page_is_answered_as_recorded() throws Exception {
    String parent = alice.page("Parent");

    JsonNode page = alice.get("/pages/" + alice.pageIn(parent, "Child")).json();

    assertThat(page.propertyNames())
        .containsExactly(
            "object",
            "id",
            "created_time",
            "last_edited_time",
            "created_by",
            "last_edited_by",
            "cover",
            "icon",
            "parent",
            "in_trash",
            "is_archived",
            "is_locked",
            "properties",
            "url",
            "public_url",
            "request_id");
    assertThat(page.path("created_time").stringValue()).endsWith(":00.000Z");
    assertThat(page.at("/parent/page_id").stringValue()).isEqualTo(parent);
    assertThat(page.at("/created_by/id").stringValue())
        .isEqualTo(alice.get("/users/me").json().path("id").stringValue());
    assertThat(page.at("/properties/title/title/0"))
        .hasToString(
            "{\"type\":\"text\",\"text\":{\"content\":\"Child\",\"link\":null},\"annotations\":"
                + "{\"bold\":false,\"italic\":false,\"strikethrough\":false,\"underline\":false,"
                + "\"code\":false,\"color\":\"default\"},\"plain_text\":\"Child\",\"href\":null}");
  }

  @Test
  void a_page_without_parent_is_private_at_the_root_and_stays_visible() throws Exception {
    JsonNode page = alice.get("/pages/" + alice.page("Root")).json();

    assertThat(page.path("parent")).hasToString("{\"type\":\"workspace\",\"workspace\":true}");
  }

  @Test
  void the_request_id_is_the_same_in_body_and_header() throws Exception {
    var answer = alice.get("/users/me");

    assertThat(answer.header("x-notion-request-id"))
        .isEqualTo(answer.json().path("request_id").stringValue());
  }

  @Test
  void an_id_is_taken_with_and_without_dashes() throws Exception {
    String id = alice.page("Page");

    assertThat(alice.get("/pages/" + id.replace("-", "")).json().path("id").stringValue())
        .isEqualTo(id);
  }

  @Test
  void a_new_page_is_at_once_the_last_child_of_its_parent() throws Exception {
    String parent = alice.page("Parent");
    alice.append(parent, "before");
    String child = alice.pageIn(parent, "Child");

    JsonNode last = alice.get("/blocks/" + parent + "/children").json().at("/results/1");

    assertThat(last.path("id").stringValue()).isEqualTo(child);
    assertThat(last.path("type").stringValue()).isEqualTo("child_page");
    assertThat(last.path("child_page")).hasToString("{\"title\":\"Child\"}");
  }

  @Test
  void children_come_in_parts_in_order() throws Exception {
    String page = alice.page("Long");
    List<String> made = new ArrayList<>();
    for (int call = 0; call < 3; call++) {
      made.addAll(
          alice.append(page, IntStream.range(0, 90).mapToObj(i -> "x").toArray(String[]::new)));
    }

    List<String> read = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode part = alice.get("/blocks/" + page + "/children?page_size=100" + cursor).json();
      read.addAll(NotionClient.ids(part));
      cursor = "&start_cursor=" + part.path("next_cursor").asString("");
      assertThat(part.path("has_more").booleanValue())
          .isEqualTo(!part.path("next_cursor").isNull());
    } while (!cursor.equals("&start_cursor="));

    assertThat(read).isEqualTo(made).hasSize(270);
  }

  @Test
  void nested_children_are_made_and_never_inlined() throws Exception {
    String body =
        "{\"children\":[{\"toggle\":{\"rich_text\":[],\"children\":[{\"toggle\":{\"rich_text\":[],"
            + "\"children\":[{\"paragraph\":{\"rich_text\":[]}}]}}]}}]}";

    JsonNode toggle =
        alice.patch("/blocks/" + alice.page("Page") + "/children", body).json().at("/results/0");
    JsonNode inner =
        alice
            .get("/blocks/" + toggle.path("id").stringValue() + "/children")
            .json()
            .at("/results/0");

    assertThat(toggle.path("has_children").booleanValue()).isTrue();
    assertThat(toggle.path("toggle").has("children")).isFalse();
    assertThat(inner.at("/parent/block_id")).isEqualTo(toggle.path("id"));
    assertThat(inner.path("has_children").booleanValue()).isTrue();
  }

  @Test
  void appending_after_a_block_answers_the_later_siblings_too() throws Exception {
    String page = alice.page("Page");
    List<String> old = alice.append(page, "a", "b", "c");
    String body =
        NotionClient.children("new")
            .replaceFirst(
                "}$",
                ",\"position\":{\"type\":\"after_block\",\"after_block\":{\"id\":\"%s\"}}}"
                    .formatted(old.getFirst()));

    List<String> answered =
        NotionClient.ids(alice.patch("/blocks/" + page + "/children", body).json());

    assertThat(answered).hasSize(3).endsWith(old.get(1), old.get(2));
    assertThat(NotionClient.ids(alice.get("/blocks/" + page + "/children").json()))
        .containsExactly(old.get(0), answered.getFirst(), old.get(1), old.get(2));
  }

  @Test
  void a_block_can_be_changed_in_part_and_deleted() throws Exception {
    String page = alice.page("Page");
    String block =
        NotionClient.ids(
                alice
                    .patch(
                        "/blocks/" + page + "/children",
                        "{\"children\":[{\"to_do\":{\"rich_text\":[%s]}}]}"
                            .formatted(NotionClient.text("milk")))
                    .json())
            .getFirst();

    JsonNode changed = alice.patch("/blocks/" + block, "{\"to_do\":{\"checked\":true}}").json();
    JsonNode deleted = alice.send("DELETE", "/blocks/" + block, "").json();

    assertThat(changed.at("/to_do/checked").booleanValue()).isTrue();
    assertThat(changed.at("/to_do/rich_text/0/plain_text").stringValue()).isEqualTo("milk");
    assertThat(deleted.path("in_trash").booleanValue()).isTrue();
    assertThat(NotionClient.ids(alice.get("/blocks/" + page + "/children").json())).isEmpty();
  }

  @Test
  void a_trashed_page_is_found_but_not_its_children_and_cannot_be_edited() throws Exception {
    String parent = alice.page("Parent");
    String page = alice.pageIn(parent, "Page");
    String block = alice.append(page, "text").getFirst();

    alice.patch("/pages/" + page, "{\"in_trash\":true}");

    assertThat(alice.get("/pages/" + page).json().path("in_trash").booleanValue()).isTrue();
    assertThat(alice.get("/blocks/" + page + "/children").status()).isEqualTo(404);
    assertThat(NotionClient.ids(alice.get("/blocks/" + parent + "/children").json())).isEmpty();
    for (String edit : List.of("/blocks/" + page + "/children", "/blocks/" + block + "/children")) {
      assertThat(
              alice.patch(edit, NotionClient.children("more")).json().path("message").stringValue())
          .isEqualTo(
              "Can't edit block that is archived. You must unarchive the block before editing.");
    }
    assertThat(alice.post("/pages", "{\"parent\":{\"page_id\":\"%s\"}}".formatted(page)).status())
        .isEqualTo(400);

    alice.patch("/pages/" + page, "{\"in_trash\":false}");
    assertThat(NotionClient.ids(alice.get("/blocks/" + page + "/children").json()))
        .containsExactly(block);
  }

  @Test
  void a_mention_is_answered_with_the_pages_title_and_address() throws Exception {
    String target = alice.page("Target");
    String body =
        ("{\"children\":[{\"paragraph\":{\"rich_text\":[{\"type\":\"mention\",\"mention\":"
                + "{\"type\":\"page\",\"page\":{\"id\":\"%s\"}}}]}}]}")
            .formatted(target);

    JsonNode part =
        alice
            .patch("/blocks/" + alice.page("Page") + "/children", body)
            .json()
            .at("/results/0/paragraph/rich_text/0");

    assertThat(part.path("plain_text").stringValue()).isEqualTo("Target");
    assertThat(part.path("href").stringValue()).endsWith("/" + target.replace("-", ""));
  }

  @Test
  void search_notices_a_new_title_only_after_its_lag_and_knows_titles_only() throws Exception {
    SANDBOX.notion().searchLag(Duration.ofHours(1));
    String page = alice.page("Groceries");
    alice.append(page, "tomatoes");
    assertThat(found("groc")).isEmpty();

    SANDBOX.world().clock().forward(Duration.ofHours(1));

    Awaitility.await().until(() -> found("groc").equals(List.of(page)));
    assertThat(found("tomatoes")).isEmpty();
    SANDBOX.notion().rename(SANDBOX.world().people().get("alice"), page, "Shopping");
    assertThat(found("groc")).containsExactly(page);
    SANDBOX.world().clock().forward(Duration.ofHours(2));
    assertThat(found("groc")).isEmpty();
    assertThat(found("shop")).containsExactly(page);
  }

  private List<String> found(String query) throws Exception {
    return NotionClient.ids(alice.post("/search", "{\"query\":\"%s\"}".formatted(query)).json());
  }

  /** https://developers.notion.com/reference/move-page */
  @Test
  void a_page_moves_into_another_but_not_where_it_is_nor_into_itself() throws Exception {
    String from = alice.page("From");
    String to = alice.page("To");
    String page = alice.pageIn(from, "Page");
    String inside = alice.pageIn(page, "Inside");
    String into = "{\"parent\":{\"type\":\"page_id\",\"page_id\":\"%s\"}}";

    JsonNode moved = alice.post("/pages/" + page + "/move", into.formatted(to)).json();

    assertThat(moved.at("/parent/page_id").stringValue()).isEqualTo(to);
    assertThat(NotionClient.ids(alice.get("/blocks/" + to + "/children").json()))
        .containsExactly(page);
    assertThat(NotionClient.ids(alice.get("/blocks/" + from + "/children").json())).isEmpty();
    for (String refused : List.of(to, page, inside)) {
      assertThat(alice.post("/pages/" + page + "/move", into.formatted(refused)).status())
          .isEqualTo(400);
    }
    alice.patch("/pages/" + to, "{\"in_trash\":true}");
    assertThat(alice.post("/pages/" + page + "/move", into.formatted(from)).status())
        .isEqualTo(400);
  }

  @Test
  void one_person_never_sees_what_belongs_to_another() throws Exception {
    NotionClient bob = clientOf(SANDBOX.world().people().make("bob"));
    String page = alice.page("Secret");
    String block = alice.append(page, "text").getFirst();
    SANDBOX.world().clock().forward(Duration.ofMinutes(1));

    var missing = bob.get("/pages/00000000-0000-0000-0000-000000000000").json();
    var foreign = bob.get("/pages/" + page).json();

    assertThat(foreign.path("message").stringValue().replace(page, "ID"))
        .isEqualTo(
            missing
                .path("message")
                .stringValue()
                .replace("00000000-0000-0000-0000-000000000000", "ID"));
    assertThat(foreign.path("code").stringValue()).isEqualTo("object_not_found");
    assertThat(bob.get("/blocks/" + block).status()).isEqualTo(404);
    assertThat(bob.patch("/blocks/" + page + "/children", NotionClient.children("x")).status())
        .isEqualTo(404);
    assertThat(bob.send("DELETE", "/blocks/" + page, "").status()).isEqualTo(404);
    assertThat(NotionClient.ids(bob.post("/search", "{}").json())).isEmpty();
  }

  @Test
  void two_people_in_one_workspace_see_only_what_each_has_shared() throws Exception {
    HTTP.post("/admin/people", "{\"id\":\"bob\",\"workspaceOf\":\"alice\"}");
    Person person = SANDBOX.world().people().get("bob");
    NotionClient bob = clientOf(person);
    String page = alice.page("Hers");

    assertThat(SANDBOX.notion().pages(person)).hasSize(1);
    assertThat(bob.get("/pages/" + page).status()).isEqualTo(404);
    SANDBOX.notion().share(person, page);
    assertThat(bob.get("/pages/" + page).status()).isEqualTo(200);
  }

  @Test
  void a_page_is_visible_while_it_or_what_it_is_in_is_shared() throws Exception {
    Person person = SANDBOX.world().people().get("alice");
    String outer = SANDBOX.notion().makePage(person, "Outer", null);
    String inner = SANDBOX.notion().makePage(person, "Inner", outer);
    assertThat(alice.get("/pages/" + inner).status()).isEqualTo(404);

    SANDBOX.notion().share(person, outer);
    assertThat(alice.get("/pages/" + inner).status()).isEqualTo(200);

    SANDBOX.notion().unshare(person, "errand", outer);
    assertThat(alice.get("/pages/" + inner).status()).isEqualTo(404);
  }
}
