package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class AdminTest {

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final Http HTTP = new Http(SANDBOX.uri());

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @Test
  void it_tells_that_it_is_up() throws Exception {
    var answer = HTTP.get("/admin/health");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).isEqualTo("{\"status\":\"up\"}");
  }

  @Test
  void a_person_is_made_with_a_workspace_and_a_mailbox_of_their_own() throws Exception {
    var made = HTTP.post("/admin/people", "{\"id\":\"alice\",\"plan\":\"business\"}").json();

    assertThat(made.path("email").stringValue()).isEqualTo("alice@sandbox.example");
    assertThat(SANDBOX.world().people().get("alice").plan().word()).isEqualTo("business");
    assertThat(HTTP.post("/admin/people", "{\"id\":\"alice\"}").status()).isEqualTo(400);
  }

  @Test
  void a_workspace_is_told_with_its_pages_and_what_stands_in_them() throws Exception {
    HTTP.post("/admin/people", "{\"id\":\"carol\"}");
    String root = page("\"title\":\"Root\"");
    String child = page("\"title\":\"Child\",\"parent\":\"" + root + "\"");

    JsonNode pages = HTTP.get("/admin/notion/contents?person=carol").json().path("pages");

    assertThat(pages.at("/0/blocks/0/child_page/title").stringValue()).isEqualTo("Child");
    assertThat(pages.at("/1/id").stringValue()).isEqualTo(child);
    assertThat(pages.at("/1/parentId").stringValue()).isEqualTo(root);
    assertThat(pages.at("/1/blocks").size()).isZero();
  }

  private static String page(String fields) throws Exception {
    return HTTP.post("/admin/notion/pages", "{\"person\":\"carol\"," + fields + "}")
        .json()
        .path("id")
        .stringValue();
  }

  @Test
  void every_secret_that_was_given_out_is_told() throws Exception {
    HTTP.post("/admin/people", "{\"id\":\"erin\"}");
    String token =
        HTTP.post("/admin/tokens", "{\"person\":\"erin\",\"area\":\"graph\"}")
            .json()
            .path("access_token")
            .stringValue();

    JsonNode secrets = HTTP.get("/admin/secrets").json().path("secrets");

    assertThat(secrets.valueStream().filter(each -> each.path("value").stringValue().equals(token)))
        .singleElement()
        .satisfies(each -> assertThat(each.path("kind").stringValue()).isEqualTo("access_token"));
  }

  @Test
  void a_fault_may_say_back_all_that_was_sent() throws Exception {
    HTTP.post("/admin/faults", "{\"times\":1,\"fault\":{\"preset\":\"echo.403\"}}");

    var answer = HTTP.get("/notion/v1/users/me", "Authorization", "Bearer not-a-token");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.text()).contains("Bearer not-a-token");
    assertThat(answer.header("x-notion-request-id")).isEqualTo("Bearer not-a-token");
  }

  @Test
  void a_reset_leaves_an_empty_world() throws Exception {
    SANDBOX.world().people().make("somebody");

    HTTP.post("/admin/reset", "");

    assertThat(SANDBOX.world().people().find("somebody")).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource
  void a_bad_control_is_refused_with_a_sentence(String path, String body) throws Exception {
    var answer = HTTP.post(path, body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").stringValue()).isNotBlank();
  }

  static Stream<Arguments> a_bad_control_is_refused_with_a_sentence() {
    return Stream.of(
        Arguments.of("/admin/people", "{\"id\":\"bob\",\"colour\":\"red\"}"),
        Arguments.of("/admin/people", "{}"),
        Arguments.of("/admin/people", "nonsense"),
        Arguments.of("/admin/people", "{\"id\":\"bob\",\"plan\":\"golden\"}"),
        Arguments.of("/admin/tokens", "{\"person\":\"nobody\",\"area\":\"notion\"}"),
        Arguments.of("/admin/tokens/revoke", "{}"),
        Arguments.of("/admin/faults", "{\"fault\":{}}"),
        Arguments.of("/admin/faults", "{\"fault\":{\"preset\":\"no.such\"}}"),
        Arguments.of("/admin/faults", "{\"times\":0,\"fault\":{\"status\":500}}"));
  }
}
