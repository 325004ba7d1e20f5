package dev.errand.e2e.sends;

import dev.errand.local.stack.LocalStack;
import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API tells people of their commands: {@code GET /v1/commands/{id}}. */
final class AskState implements AutoCloseable {

  private final HttpClient http = HttpClient.newHttpClient();
  private final LocalTokens tokens;
  private final String apiUrl;

  AskState(LocalStack stack) {
    tokens = new LocalTokens(stack.settings().data(), Clock.systemUTC());
    apiUrl = stack.settings().apiUrl();
  }

  JsonNode of(Command command) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(apiUrl + "/v1/commands/" + command.id()))
            .header(
                "Authorization", "Bearer " + tokens.token(command.user(), Duration.ofMinutes(5)))
            .timeout(Duration.ofSeconds(10))
            .build();
    try {
      return JsonMapper.shared()
          .readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
