package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every refusal with its message: recorded ones are marked in the sandbox's sources. */
class NotionStrictnessTest {

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final Http HTTP = new Http(SANDBOX.uri());

  private static NotionClient alice = new NotionClient(HTTP, "");
  private static String page = "";
  private static String block = "";

  @BeforeAll
  static void one_page_with_one_block() throws Exception {
    alice =
        new NotionClient(
            HTTP, SANDBOX.world().notionToken(SANDBOX.world().people().make("alice")).value());
    page = alice.page("Page");
    block = alice.append(page, "text").getFirst();
  }

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @Test
  void the_checks_come_in_the_recorded_order() throws Exception {
    String bearer = "Bearer " + alice.token();
    assertRefused(
        HTTP.get("/notion/v1/nothing"), 400, "invalid_request_url", "Invalid request URL.");
    assertRefused(
        HTTP.send("PUT", "/notion/v1/pages", "{"),
        400,
        "invalid_request_url",
        "Invalid request URL.");
    assertRefused(
        HTTP.post("/notion/v1/pages", "{"), 400, "invalid_json", "Error parsing JSON body.");
    assertRefused(
        HTTP.post("/notion/v1/pages", "{}"),
        401,
        "unauthorized",
        "Authorization header must use the format \"Bearer <token>\".");
    assertRefused(
        HTTP.post("/notion/v1/pages", "{}", "authorization", "Bearer nonsense"),
        401,
        "unauthorized",
        "API token is invalid.");
    assertRefused(
        HTTP.post("/notion/v1/pages", "{}", "authorization", bearer),
        400,
        "missing_version",
        "Notion-Version header failed validation: Notion-Version header should be defined, instead"
            + " was `undefined`.");
    assertThat(
            HTTP.get("/notion/v1/users/me", "authorization", bearer, "notion-version", "2022-06-28")
                .json()
                .path("code")
                .stringValue())
        .isEqualTo("missing_version");
  }

  @Test
  void an_expired_or_revoked_token_is_invalid() throws Exception {
    String token = SANDBOX.world().notionToken(SANDBOX.world().people().get("alice")).value();
    HTTP.post("/admin/tokens/revoke", "{\"token\":\"%s\"}".formatted(token));

    assertRefused(
        new NotionClient(HTTP, token).get("/users/me"),
        401,
        "unauthorized",
        "API token is invalid.");
  }

  @ParameterizedTest(name = "{3}")
  @MethodSource
  void a_call_that_breaks_a_rule_is_refused(String method, String path, String body, String message)
      throws Exception {
    assertRefused(
        alice.send(
            method, path.replace("PAGE", page).replace("BLOCK", block), body.replace("PAGE", page)),
        400,
        "validation_error",
        message);
  }

  static Stream<Arguments> a_call_that_breaks_a_rule_is_refused() {
    String append = "/blocks/PAGE/children";
    return Stream.of(
        rule(
            "GET",
            "/pages/abc",
            "",
            "path failed validation: path.page_id should be a valid uuid, instead was `\"abc\"`."),
        rule(
            "GET",
            "/pages/11111111-1111-1111-1111-111111111111",
            "",
            "path failed validation: path.page_id should be a valid uuid, instead was"
                + " `\"11111111-1111-1111-1111-111111111111\"`."),
        rule(
            "PATCH",
            append,
            NotionClient.children(
                IntStream.range(0, 101).mapToObj(i -> "x").toArray(String[]::new)),
            "body failed validation: body.children.length should be ≤ `100`, instead was `101`."),
        rule(
            "PATCH",
            append,
            NotionClient.children("x".repeat(2001)),
            "body failed validation: body.children[0].paragraph.rich_text[0].text.content.length"
                + " should be ≤ `2000`, instead was `2001`."),
        rule(
            "PATCH",
            append,
            "{}",
            "body failed validation: body.children should be defined, instead was `undefined`."),
        rule(
            "PATCH",
            append,
            "{\"children\":[],\"after\":\"x\"}",
            "body failed validation: body.after should be not present, instead was `\"x\"`."),
        rule(
            "POST",
            "/pages",
            "{\"colour\":\"red\"}",
            "body failed validation: body.colour should be not present, instead was `\"red\"`."),
        rule(
            "PATCH",
            "/pages/PAGE",
            "{\"archived\":true}",
            "body failed validation: body.archived should be not present, instead was `true`."),
        rule(
            "PATCH",
            append,
            "{\"children\":[{\"archived\":false,\"divider\":{},\"type\":\"divider\"}]}",
            "body failed validation: body.children[0].archived should be not present, instead was"
                + " `false`."),
        rule(
            "PATCH",
            append,
            "{\"children\":[{\"paragraph\":{}}]}",
            "body failed validation: body.children[0].paragraph.rich_text should be defined,"
                + " instead was `undefined`."),
        rule(
            "PATCH",
            append,
            "{\"children\":[" + nested(3) + "]}",
            "body failed validation:"
                + " body.children[0].toggle.children[0].toggle.children[0].toggle.children should"
                + " be not present, instead was `[{\"toggle\":{\"rich_text\":[]}}]`."),
        rule(
            "PATCH",
            append,
            "{\"children\":["
                + Stream.generate(() -> wide(100)).limit(10).collect(Collectors.joining(","))
                + "]}",
            "body failed validation: number of block elements should be ≤ `1000`, instead was"
                + " `1010`."),
        rule(
            "PATCH",
            append,
            "{\"children\":[{\"divider\":{}}],\"position\":{\"type\":\"after_block\",\"after_block\":"
                + "{\"id\":\"PAGE\"}}}",
            null),
        rule(
            "PATCH",
            append,
            "{\"children\":[{\"code\":{\"rich_text\":[],\"language\":\"klingon\"}}]}",
            null),
        rule(
            "PATCH",
            append,
            NotionClient.children("x").replace("}}]", "},\"link\":{\"url\":\"x\"}}]"),
            null),
        rule(
            "PATCH",
            append,
            "{\"children\":[{\"paragraph\":{\"rich_text\":[{\"text\":{\"content\":\"x\",\"link\":"
                + "{\"url\":\"not a url\"}}}]}}]}",
            "Invalid URL for link."),
        rule(
            "PATCH",
            "/blocks/BLOCK",
            "{\"heading_1\":{\"rich_text\":[]}}",
            "Expected block type paragraph in request body"),
        rule(
            "PATCH",
            "/pages/PAGE",
            "{\"properties\":{\"Status\":{\"select\":null}}}",
            "Status is not a property that exists."),
        rule(
            "GET",
            append + "?start_cursor=bogus",
            "",
            "query failed validation: query.start_cursor should be a valid uuid or `undefined`,"
                + " instead was `\"bogus\"`."),
        rule(
            "GET",
            append + "?page_size=101",
            "",
            "query failed validation: query.page_size should be ≤ `100`, instead was `101`."),
        rule(
            "POST",
            "/search",
            "{\"filter\":{\"property\":\"object\",\"value\":\"database\"}}",
            null),
        rule(
            "POST",
            "/search",
            "{\"sort\":{\"timestamp\":\"created_time\",\"direction\":\"up\"}}",
            null));
  }

  private static Arguments rule(String method, String path, String body, @Nullable String message) {
    return Arguments.of(method, path, body, message == null ? "" : message);
  }

  /** A toggle with so many levels below it. */
  private static String nested(int levels) {
    return levels == 0
        ? "{\"toggle\":{\"rich_text\":[]}}"
        : "{\"toggle\":{\"rich_text\":[],\"children\":[" + nested(levels - 1) + "]}}";
  }

  private static String wide(int children) {
    return "{\"toggle\":{\"rich_text\":[],\"children\":["
        + Stream.generate(() -> "{\"divider\":{}}").limit(children).collect(Collectors.joining(","))
        + "]}}";
  }

  @Test
  void a_refused_call_changes_nothing() throws Exception {
    alice.patch(
        "/blocks/" + page + "/children",
        "{\"children\":[" + NotionClient.paragraph("good") + ",{\"paragraph\":{}}]}");

    assertThat(NotionClient.ids(alice.get("/blocks/" + page + "/children").json()))
        .containsExactly(block);
  }

  @Test
  void a_page_size_of_zero_is_the_default() throws Exception {
    assertThat(alice.get("/blocks/" + page + "/children?page_size=0").status()).isEqualTo(200);
  }

  private static void assertRefused(Http.Answer answer, int status, String code, String message) {
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.json().path("object").stringValue()).isEqualTo("error");
    assertThat(answer.json().path("status").intValue()).isEqualTo(status);
    assertThat(answer.json().path("code").stringValue()).isEqualTo(code);
    assertThat(answer.json().path("message").stringValue()).endsWith(message).isNotBlank();
    assertThat(answer.header("x-notion-request-id"))
        .isNotBlank()
        .isEqualTo(answer.json().path("request_id").stringValue());
  }
}
