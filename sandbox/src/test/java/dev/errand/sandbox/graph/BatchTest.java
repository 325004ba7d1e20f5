package dev.errand.sandbox.graph;

import static dev.errand.sandbox.graph.GraphWorld.acceptedCommands;
import static dev.errand.sandbox.graph.GraphWorld.as;
import static dev.errand.sandbox.graph.GraphWorld.mail;
import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.fault.FaultRule;
import dev.errand.sandbox.graph.GraphClient.Answer;
import dev.errand.sandbox.http.Area;
import dev.errand.sandbox.limit.Limit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BatchTest {

  private static final String LIST = "{'id':'%d','method':'GET','url':'/me/messages'}";

  private SandboxServer server = GraphWorld.fresh();
  private GraphClient ann = new GraphClient(server.uri(), "");

  @BeforeEach
  void beginEmpty() {
    server = GraphWorld.fresh();
    ann = as("ann");
  }

  @Test
  void callsOfABatchAreMadeAndAnsweredByTheirIdsInAnyOrder() {
    String draft =
        "{'id':'a','method':'POST','url':'me/messages',"
            + "'headers':{'content-type':'application/json','Prefer':'IdType=ImmutableId'},'body':%s}";
    Answer answer =
        ann.post(
            "/$batch",
            "{\"requests\":["
                + draft.replace('\'', '"').formatted(mail("ben@sandbox.example", "c-1"))
                + ",{\"id\":\"b\",\"method\":\"GET\",\"url\":\"/me/messages?$count=true\"}]}");
    assertThat(answer.status()).isEqualTo(200);
    JsonNode responses = answer.body().path("responses");
    assertThat(responses.valueStream().map(one -> one.path("id").asString()))
        .containsExactly("b", "a");
    assertThat(responses.path(1).path("status").asInt()).isEqualTo(201);
    assertThat(responses.path(1).path("headers").path("preference-applied").asString())
        .isEqualTo("IdType=\"ImmutableId\"");
    assertThat(responses.path(0).path("body").path("@odata.count").asInt()).isEqualTo(1);
    assertThat(
            server.world().ledger().calls().stream()
                .map(call -> call.method() + " " + call.route()))
        .containsExactly(
            "POST /graph/v1.0/$batch",
            "POST /graph/v1.0/me/messages",
            "GET /graph/v1.0/me/messages");
  }

  @Test
  void aSequentialBatchStopsAtTheFirstFailure() {
    String draft =
        ann.post("/me/messages", mail("ben@sandbox.example", "c-1")).body().path("id").asString();
    String send = "{'id':'%s','method':'POST','url':'/me/messages/%s/send'%s}";
    JsonNode responses =
        batch(
            send.formatted("1", draft, "")
                + ","
                + send.formatted("2", "short", ",'dependsOn':['1']")
                + ","
                + LIST.formatted(3).replace("}", ",'dependsOn':['2']}"));
    assertThat(responses.valueStream().map(one -> one.path("status").asInt()))
        .containsExactly(202, 400, 424);
    assertThat(responses.path(0).has("body")).isFalse();
    assertThat(acceptedCommands()).containsExactly("c-1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{'id':'1','method':'GET','url':'/me'},{'id':'1','method':'GET','url':'/me'}",
        "{'method':'GET','url':'/me'}",
        "{'id':'1','method':'GET','url':'https://graph.microsoft.com/v1.0/me'}",
        "{'id':'1','method':'POST','url':'/$batch'}",
        "{'id':'1','method':'POST','url':'/me/messages','body':{}}",
        "{'id':'1','method':'GET','url':'/me','dependsOn':['0']}",
        "{'id':'1','method':'GET','url':'/me'},{'id':'2','method':'GET','url':'/me'},"
            + "{'id':'3','method':'GET','url':'/me','dependsOn':['2']}",
      })
  void whatIsNoBatchIsRefusedWhole(String items) {
    assertThat(ann.post("/$batch", requests(items)).status()).isEqualTo(400);
  }

  @Test
  void twentyOneAreOneTooMany() {
    assertThat(batch(many(20))).hasSize(20);
    assertThat(ann.post("/$batch", requests(many(21))).status()).isEqualTo(400);
  }

  @Test
  void aBatchBesideOtherCallsMeetsTheLimitOfFour() {
    server.world().latencies().set(Area.GRAPH, Duration.ofSeconds(2));
    CompletableFuture<Answer> other = ann.getLater("/me/messages");
    while (server.world().ledger().last() == 0) {
      Thread.onSpinWait();
    }
    List<Integer> statuses = statuses(batch(many(8)));
    assertThat(statuses).containsExactly(200, 200, 200, 429, 200, 200, 200, 429);
    assertThat(other.join().status()).isEqualTo(200);
  }

  @Test
  void eachCallOfABatchCounts() {
    server.world().limits().set("graph.requests", new Limit(3, Duration.ofMinutes(10)));
    JsonNode responses = batch(many(5));
    assertThat(statuses(responses)).containsExactly(200, 200, 200, 429, 429);
    assertThat(responses.path(0).path("headers").path("retry-after").asString()).isNotEmpty();
  }

  @Test
  void aCallOfABatchCanBeHitByItself() {
    server
        .world()
        .faults()
        .add(
            FaultRule.of(
                    server.world().presets().find("graph.503_mailbox_info_stale").orElseThrow())
                .on("GET", "/graph/v1.0/me/messages")
                .times(1));
    assertThat(statuses(batch(many(3)))).containsExactly(503, 200, 200);
  }

  @Test
  void aBatchNeedsAToken() {
    assertThat(new GraphClient(server.uri(), "").post("/$batch", requests(many(1))).status())
        .isEqualTo(401);
  }

  private static List<Integer> statuses(JsonNode responses) {
    return responses
        .valueStream()
        .sorted((a, b) -> Integer.compare(a.path("id").asInt(), b.path("id").asInt()))
        .map(one -> one.path("status").asInt())
        .toList();
  }

  private static String many(int count) {
    return IntStream.range(0, count).mapToObj(LIST::formatted).collect(Collectors.joining(","));
  }

  private JsonNode batch(String items) {
    Answer answer = ann.post("/$batch", requests(items));
    assertThat(answer.status()).isEqualTo(200);
    return answer.body().path("responses");
  }

  private static String requests(String items) {
    return "{\"requests\":[" + items.replace('\'', '"') + "]}";
  }
}
