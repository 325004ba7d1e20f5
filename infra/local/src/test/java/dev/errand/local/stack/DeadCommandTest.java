package dev.errand.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.errand.local.drive.OperatorApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the command line asks the API, and what it makes of the answers. */
class DeadCommandTest {

  private final Deque<String> answers = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private HttpServer api;

  @BeforeEach
  void serve() throws IOException {
    api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    api.createContext("/", this::answer);
    api.start();
  }

  @AfterEach
  void close() {
    api.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI().toString().replace("/operator/v1/", ""));
    byte[] body = answers.removeFirst().getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private String says(String words) {
    String url = "http://localhost:" + api.getAddress().getPort();
    Clock clock = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    new DeadCommand(new OperatorApi(url, "token"), clock, new PrintStream(printed, true, UTF_8))
        .run(List.of(words.split(" ")));
    return printed.toString(UTF_8);
  }

  private void answers(String... bodies) {
    answers.addAll(List.of(bodies));
  }

  private static String record(String command) {
    return """
    {"partition":3,"offset":41,"at":"2026-11-21T09:30:00Z","code":"invalid_command",
     "reason":"why","bytes":7,"user":"alice","command":"%s"}\
    """
        .formatted(command);
  }

  @Test
  void aPartOfTheRecordsEndsWithThePlaceToGoOnFrom() {
    answers(
        "{\"records\":[],\"after\":\"3-40\",\"more\":true}",
        "{\"records\":[%s],\"after\":\"3-42\",\"more\":true}".formatted(record("c-1")));
    assertThat(says("records note --user alice")).contains("c-1", "--after 3-42");
    assertThat(asked)
        .containsExactly(
            "GET dead-records/note?user=alice", "GET dead-records/note?user=alice&after=3-40");
  }

  @Test
  void manyRecordsAreReplayedPartByPartButNotThoseThatComeBackMeanwhile() {
    answers(
        """
        {"replayed":[{"partition":3,"offset":41,"user":"alice","command":"c-1.replay-1"}],
         "refused":[{"partition":3,"offset":42,"why":"It is replayed already"}],
         "after":"3-43","more":true,"confirmed":true}\
        """,
        "{\"replayed\":[],\"refused\":[],\"after\":\"3-44\",\"more\":false,\"confirmed\":true}");
    assertThat(says("records mail --replay --user alice"))
        .contains("alice published as c-1.replay-1", "stays: It is replayed already");
    assertThat(asked)
        .containsExactly(
            "POST dead-records/mail/replay?user=alice&to=2026-11-21T12%3A00%3A00Z",
            "POST dead-records/mail/replay?user=alice&to=2026-11-21T12%3A00%3A00Z&after=3-43");
  }

  @Test
  void whenKafkaDoesNotAnswerItStops() {
    answers("{\"replayed\":[],\"refused\":[],\"after\":\"3-0\",\"more\":true,\"confirmed\":false}");
    assertThatThrownBy(() -> says("records note --replay --user alice"))
        .isInstanceOf(StackProblem.class)
        .hasMessageContaining("Kafka does not answer");
  }

  @Test
  void wordsThatItDoesNotKnowAreNotSent() {
    assertThatThrownBy(() -> says("records note --since yesterday"))
        .isInstanceOf(StackProblem.class)
        .hasMessageContaining("./errand dead records");
    assertThat(asked).isEmpty();
  }
}
