package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.limit.Limit;
import dev.errand.sandbox.people.Plan;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against developers.notion.com/reference/request-limits. */
class LimitTest {

  private static final SandboxServer SANDBOX = SandboxServer.start(0);
  private static final Http HTTP = new Http(SANDBOX.uri());

  @AfterAll
  static void stop() {
    SANDBOX.close();
  }

  @BeforeEach
  void an_empty_world() {
    SANDBOX.reset();
  }

  private static NotionClient somebody(String id, Plan plan) {
    return new NotionClient(
        HTTP, SANDBOX.world().notionToken(SANDBOX.world().people().make(id, plan)).value());
  }

  private static int untilRefused(NotionClient client) throws Exception {
    int calls = 0;
    while (client.get("/users/me").status() == 200) {
      calls++;
    }
    return calls;
  }

  @ParameterizedTest
  @CsvSource({"FREE, 180", "PLUS, 180", "BUSINESS, 600", "ENTERPRISE, 600"})
  void a_connection_has_so_many_calls_a_minute_by_plan(Plan plan, int calls) throws Exception {
    NotionClient alice = somebody("alice", plan);
    NotionClient bob = somebody("bob", plan);

    assertThat(untilRefused(alice)).isEqualTo(calls);
    assertThat(bob.get("/users/me").status()).isEqualTo(200);
    SANDBOX.world().clock().forward(Duration.ofSeconds(61));
    assertThat(alice.get("/users/me").status()).isEqualTo(200);
  }

  @Test
  void the_refusal_tells_reason_and_wait_in_header_and_body() throws Exception {
    SANDBOX.world().limits().set("notion.connection", new Limit(1, Duration.ofMinutes(1)));
    NotionClient alice = somebody("alice", Plan.FREE);
    alice.get("/users/me");

    var refused = alice.get("/users/me");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(Integer.parseInt(refused.header("retry-after"))).isBetween(50, 60);
    assertThat(refused.json().at("/additional_data/retry_after").stringValue())
        .isEqualTo(refused.header("retry-after"));
    assertThat(refused.json().at("/additional_data/rate_limit_reason").stringValue())
        .isEqualTo("public_api_request_rate_limit");
  }

  @Test
  void a_pause_may_last_longer_than_it_says_until_it_is_lifted() throws Exception {
    NotionClient alice = somebody("alice", Plan.FREE);
    String pause = "{\"amount\":1,\"windowMillis\":600000,\"retryAfterMillis\":2000}";
    HTTP.send("PUT", "/admin/limits/notion.workspace", pause);
    alice.get("/users/me");

    assertThat(alice.get("/users/me").header("retry-after")).isEqualTo("2");
    SANDBOX.world().clock().forward(Duration.ofSeconds(3));
    assertThat(alice.get("/users/me").status()).isEqualTo(429);
    HTTP.send("PUT", "/admin/limits/notion.workspace", "{\"amount\":0}");
    assertThat(alice.get("/users/me").status()).isEqualTo(200);
  }

  @Test
  void a_workspace_limit_is_shared_by_its_connections() throws Exception {
    HTTP.send("PUT", "/admin/limits/notion.workspace", "{\"amount\":3}");
    NotionClient alice = somebody("alice", Plan.FREE);
    HTTP.post("/admin/people", "{\"id\":\"bob\",\"workspaceOf\":\"alice\"}");
    NotionClient bob =
        new NotionClient(
            HTTP, SANDBOX.world().notionToken(SANDBOX.world().people().get("bob")).value());
    alice.get("/users/me");
    alice.get("/users/me");

    assertThat(untilRefused(bob)).isEqualTo(1);
    assertThat(alice.get("/users/me").json().at("/additional_data/rate_limit_reason").stringValue())
        .isEqualTo("public_api_space_request_rate_limit");
  }
}
