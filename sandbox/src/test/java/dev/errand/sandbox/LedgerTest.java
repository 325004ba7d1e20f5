package dev.errand.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.errand.sandbox.fault.Fault;
import dev.errand.sandbox.fault.Fault.Point;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.http.Reply;
import dev.errand.sandbox.ledger.Call;
import dev.errand.sandbox.people.Person;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LedgerTest {

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
    Person person = SANDBOX.world().people().make("alice");
    alice = new NotionClient(HTTP, SANDBOX.world().notionToken(person).value());
  }

  @Test
  void a_call_is_written_down_with_person_route_body_and_effect_but_never_the_token()
      throws Exception {
    String body = "{\"properties\":{}}";
    String page = alice.post("/pages", body).json().path("id").stringValue();

    Call call = SANDBOX.world().ledger().calls().getFirst();

    assertThat(call.sequence()).isEqualTo(1);
    assertThat(call.person()).isEqualTo("alice");
    assertThat(call.area()).isEqualTo(Area.NOTION);
    assertThat(call.route()).isEqualTo("/notion/v1/pages");
    assertThat(call.authorization()).isEqualTo("bearer");
    assertThat(call.status()).isEqualTo(200);
    assertThat(call.effect()).isNotNull().extracting(effect -> effect.id()).isEqualTo(page);
    assertThat(call.bodyBytes()).isPositive();
    assertThat(call.bodySha256())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(body.getBytes(StandardCharsets.UTF_8))));
    assertThat(call.arrivedNanos()).isLessThanOrEqualTo(call.committedNanos());
    assertThat(call.committedNanos()).isLessThanOrEqualTo(call.finishedNanos());
    assertThat(call.toString()).doesNotContain(alice.token());
    assertThat(HTTP.get("/admin/ledger").text()).doesNotContain(alice.token());
  }

  @Test
  void each_call_says_how_many_bytes_came_in_and_went_out() throws Exception {
    String body = "{\"properties\":{},\"icon\":{\"emoji\":\"\u00fc\"}}";
    Http.Answer made = alice.post("/pages", body);
    SANDBOX.world().faults().add(FaultRule.of(Fault.answer(Point.AFTER, Reply.text(504, "gone"))));
    alice.get("/users/me");
    SANDBOX.world().faults().clear();
    SANDBOX.world().faults().add(FaultRule.of(Fault.reset(Point.AFTER)));
    assertThatThrownBy(() -> alice.post("/pages", body)).isInstanceOf(IOException.class);

    assertThat(SANDBOX.world().ledger().calls())
        .extracting(call -> (long) call.bodyBytes(), Call::responseBytes)
        .containsExactly(
            tuple(bytes(body), bytes(made.text())),
            tuple(0L, bytes("gone")),
            tuple(bytes(body), 0L));
    assertThat(HTTP.get("/admin/ledger").json().at("/calls/0/bodyBytes").longValue())
        .isEqualTo(bytes(body));
    assertThat(HTTP.get("/admin/ledger").json().at("/calls/1/responseBytes").longValue())
        .isEqualTo(bytes("gone"));
  }

  private static long bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Test
  void a_dead_tokens_owner_is_still_known() throws Exception {
    SANDBOX.world().tokens().revoke(token -> true);

    alice.get("/users/me");

    assertThat(SANDBOX.world().ledger().calls().getLast().person()).isEqualTo("alice");
  }

  @Test
  void calls_in_flight_are_counted_at_arrival() throws Exception {
    SANDBOX.world().latencies().set(Area.NOTION, Duration.ofMillis(300));

    Callable<Http.Answer> call = () -> alice.get("/users/me");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      threads.invokeAll(List.of(call, call, call));
    }

    assertThat(SANDBOX.world().ledger().calls())
        .extracting(Call::inFlight)
        .containsExactly(1, 2, 3);
    assertThat(alice.get("/users/me").status()).isEqualTo(200);
    assertThat(SANDBOX.world().ledger().calls().getLast().inFlight()).isEqualTo(1);
  }

  @Test
  void a_call_whose_caller_went_away_meanwhile_says_so_and_no_other_does() throws Exception {
    SANDBOX.world().latencies().set(Area.NOTION, Duration.ofMillis(600));
    Http impatient = new Http(SANDBOX.uri(), Duration.ofMillis(200));

    assertThatThrownBy(() -> new NotionClient(impatient, alice.token()).get("/users/me"))
        .isInstanceOf(HttpTimeoutException.class);
    alice.get("/users/me");

    Call abandoned = SANDBOX.world().ledger().calls().getFirst();
    assertThat(abandoned.abandonedNanos())
        .isBetween(abandoned.arrivedNanos(), abandoned.finishedNanos());
    assertThat(SANDBOX.world().ledger().calls().getLast().abandonedNanos()).isZero();
  }

  @Test
  void it_can_be_read_on_from_a_sequence_number_and_filtered() throws Exception {
    alice.page("Page");
    alice.get("/users/me");
    alice.get("/nonsense");

    JsonNode since = HTTP.get("/admin/ledger?since=1").json();
    assertThat(since.path("calls").valueStream())
        .extracting(call -> call.path("sequence").intValue())
        .containsExactly(2, 3);
    assertThat(since.path("last").intValue()).isEqualTo(3);
    assertThat(HTTP.get("/admin/ledger?effect=page").json().path("calls").size()).isEqualTo(1);
    assertThat(HTTP.get("/admin/ledger?person=bob").json().path("calls").size()).isZero();
    assertThat(HTTP.get("/admin/ledger?route=/notion/**").json().at("/calls/0/status").intValue())
        .isEqualTo(400);
  }
}
