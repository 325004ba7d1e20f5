package dev.errand.e2e.crash;

import static org.awaitility.Awaitility.await;

import dev.errand.e2e.TestStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.Command;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A careful client: it repeats a call with the same key until it is told that all is well. */
final class CallApi {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();
  private final LocalTokens tokens;
  private final String first;
  private final String second;
  private boolean firstFails;

  /**
   * @param first asked until it fails once; then its sibling is
   */
  CallApi(TestStack stack, String first) {
    this.tokens = new LocalTokens(stack.stack().settings().data(), Clock.systemUTC());
    this.first = first;
    this.second = stack.stack().settings().apiUrl();
  }

  void submit(Command command) {
    await().atMost(PATIENCE).until(() -> isAccepted(command));
  }

  private boolean isAccepted(Command command) throws InterruptedException {
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("operation", command.operation().value()).set("data", command.data());
    HttpRequest request =
        HttpRequest.newBuilder(URI.create((firstFails ? second : first) + "/v1/commands"))
            .header("Authorization", "Bearer " + tokens.token(command.user(), PATIENCE))
            .header("Idempotency-Key", command.id().value())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .timeout(Duration.ofSeconds(3))
            .build();
    try {
      boolean accepted =
          http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
      firstFails |= !accepted;
      return accepted;
    } catch (IOException noAnswer) {
      firstFails = true;
      return false;
    }
  }
}
