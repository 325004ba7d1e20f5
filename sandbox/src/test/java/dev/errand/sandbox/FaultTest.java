package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.ledger.Call;
import dev.errand.sandbox.notion.Notion.PageView;
import dev.errand.sandbox.people.Person;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class FaultTest {

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final Http HTTP = new Http(SANDBOX.uri());
  private static final String PAGES = "/notion/v1/pages";

  private NotionClient alice = new NotionClient(HTTP, "");
  private NotionClient bob = new NotionClient(HTTP, "");

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @BeforeEach
  void two_people_in_an_empty_world() {
    SANDBOX.reset();
    alice = clientOf(SANDBOX.world().people().make("alice"));
    bob = clientOf(SANDBOX.world().people().make("bob"));
  }

  private static NotionClient clientOf(Person person) {
    return new NotionClient(HTTP, SANDBOX.world().notionToken(person).value());
  }

  private static void inject(Fault fault) {
    SANDBOX.world().faults().add(FaultRule.of(fault).in(Area.NOTION).on("POST", PAGES).times(1));
  }

  private static List<String> pages() {
    return SANDBOX.notion().pages(SANDBOX.world().people().get("alice")).stream()
        .map(PageView::title)
        .toList();
  }

  private static Call lastCall() {
    return SANDBOX.world().ledger().calls().getLast();
  }

  @Test
  void before_the_commit_nothing_has_happened() throws Exception {
    inject(Fault.answer(Point.BEFORE, Reply.empty(504)));

    var answer = alice.post("/pages", "{}");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(pages()).isEmpty();
    assertThat(lastCall().effect()).isNull();
    assertThat(lastCall().fault()).isEqualTo("answer 504 before commit");
  }

  @Test
  void after_the_commit_the_effect_is_there_and_the_answer_is_another() throws Exception {
    inject(Fault.answer(Point.AFTER, Reply.empty(504)));

    var answer = alice.post("/pages", "{}");

    assertThat(answer.status()).isEqualTo(504);
    assertThat(pages()).hasSize(1);
    assertThat(lastCall().status()).isEqualTo(504);
    assertThat(lastCall().effect()).isNotNull();
  }

  @Test
  void a_fault_can_spare_the_first_calls() throws Exception {
    SANDBOX
        .world()
        .faults()
        .add(FaultRule.of(Fault.answer(Point.BEFORE, Reply.empty(504))).on("POST", PAGES).after(2));

    assertThat(alice.post("/pages", "{}").status()).isEqualTo(200);
    assertThat(alice.post("/pages", "{}").status()).isEqualTo(200);
    assertThat(alice.post("/pages", "{}").status()).isEqualTo(504);
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void a_reset_cuts_the_connection(Point point) {
    inject(Fault.reset(point));

    assertThatThrownBy(() -> alice.post("/pages", "{}")).isInstanceOf(IOException.class);

    assertThat(pages()).hasSize(point == Point.AFTER ? 1 : 0);
    assertThat(lastCall().status()).isZero();
  }

  @Test
  void a_late_commit_happens_after_the_client_has_gone() {
    inject(Fault.delay(Point.BEFORE, Duration.ofMillis(300)));

    assertThatThrownBy(
            () ->
                new Http(SANDBOX.uri(), Duration.ofMillis(50))
                    .post(
                        PAGES,
                        "{}",
                        "authorization",
                        "Bearer " + alice.token(),
                        "notion-version",
                        "2026-03-11"))
        .isInstanceOf(IOException.class);

    Awaitility.await().until(() -> pages().size() == 1);
  }

  @Test
  void silence_lasts_until_the_client_gives_up() {
    inject(Fault.ignore(Point.AFTER));

    assertThatThrownBy(
            () ->
                new Http(SANDBOX.uri(), Duration.ofMillis(200))
                    .post(
                        PAGES,
                        "{}",
                        "authorization",
                        "Bearer " + alice.token(),
                        "notion-version",
                        "2026-03-11"))
        .isInstanceOf(IOException.class);

    assertThat(pages()).hasSize(1);
  }

  @Test
  void a_drip_delivers_the_whole_answer_in_the_end() throws Exception {
    inject(Fault.drip(100, Duration.ofMillis(1)));

    assertThat(alice.post("/pages", "{}").json().path("object").stringValue()).isEqualTo("page");
  }

  @Test
  void a_rule_strikes_so_many_calls_of_its_person_and_route() throws Exception {
    SANDBOX
        .world()
        .faults()
        .add(
            FaultRule.of(Fault.answer(Point.BEFORE, Reply.empty(500)))
                .on("GET", "/notion/v1/pages/{id}")
                .forPerson("alice")
                .times(2));
    String hers = alice.page("Hers");
    String his = bob.page("His");

    assertThat(bob.get("/pages/" + his).status()).isEqualTo(200);
    assertThat(alice.get("/blocks/" + hers).status()).isEqualTo(200);
    assertThat(alice.get("/pages/" + hers).status()).isEqualTo(500);
    assertThat(alice.get("/pages/" + hers).status()).isEqualTo(500);
    assertThat(alice.get("/pages/" + hers).status()).isEqualTo(200);
  }

  @Test
  void a_refused_call_does_not_use_up_a_fault_after_the_commit() throws Exception {
    inject(Fault.answer(Point.AFTER, Reply.empty(502)));

    assertThat(alice.post("/pages", "{\"colour\":1}").status()).isEqualTo(400);
    assertThat(alice.post("/pages", "{}").status()).isEqualTo(502);
  }

  @Test
  void a_percentage_with_a_seed_strikes_the_same_calls_each_time() throws Exception {
    assertThat(struck(7)).isEqualTo(struck(7)).contains(500, 200).isNotEqualTo(struck(8));
  }

  private List<Integer> struck(long seed) throws Exception {
    SANDBOX.world().faults().clear();
    SANDBOX
        .world()
        .faults()
        .add(FaultRule.of(Fault.answer(Point.BEFORE, Reply.empty(500))).percent(30, seed));
    List<Integer> statuses = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      statuses.add(alice.get("/users/me").status());
    }
    return statuses;
  }

  @Test
  void a_saved_page_with_a_late_answer_names_what_was_saved() throws Exception {
    JsonNode error = withPreset("notion.503_committed").post("/pages", "{}").json();

    assertThat(error.path("code").stringValue()).isEqualTo("service_unavailable");
    assertThat(error.at("/additional_data/committed_resource_id").stringValue())
        .isEqualTo(SANDBOX.notion().pages(SANDBOX.world().people().get("alice")).getFirst().id());
  }

  @Test
  void a_saved_append_with_a_late_answer_names_parent_and_children() throws Exception {
    String page = alice.page("Page");

    JsonNode error =
        withPreset("notion.503_committed")
            .patch("/blocks/" + page + "/children", NotionClient.children("a", "b"))
            .json();

    assertThat(error.at("/additional_data/committed_resource_id").stringValue()).isEqualTo(page);
    assertThat(error.at("/additional_data/committed_child_ids").valueStream())
        .extracting(JsonNode::stringValue)
        .isEqualTo(NotionClient.ids(alice.get("/blocks/" + page + "/children").json()));
  }

  @ParameterizedTest
  @CsvSource({
    "notion.rate_limited, 429, rate_limited, 1",
    "notion.space_rate_limited, 429, rate_limited, 5",
    "notion.overloaded, 529, service_overload, 1",
    "notion.conflict, 409, conflict_error, ''",
    "notion.503, 503, service_unavailable, ''",
    "notion.500, 500, internal_server_error, ''",
  })
  void a_preset_answers_as_documented(String preset, int status, String code, String retryAfter)
      throws Exception {
    var answer = withPreset(preset).get("/users/me");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
    assertThat(answer.header("retry-after")).isEqualTo(retryAfter);
  }

  @ParameterizedTest
  @CsvSource({"notion.502, 502", "notion.504, 504", "notion.edge_block, 403"})
  void a_gateway_answers_in_html(String preset, int status) throws Exception {
    var answer = withPreset(preset).get("/users/me");

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.header("content-type")).startsWith("text/html");
    assertThat(answer.header("x-notion-request-id")).isEmpty();
  }

  private NotionClient withPreset(String name) throws Exception {
    var added =
        HTTP.post("/admin/faults", "{\"times\":1,\"fault\":{\"preset\":\"%s\"}}".formatted(name));
    assertThat(added.status()).isEqualTo(201);
    return alice;
  }
}
