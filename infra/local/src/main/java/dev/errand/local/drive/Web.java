package dev.errand.local.drive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP for those who drive: one request, a bounded wait, no redirect followed. Thread-safe. */
final class Web implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.shared();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final HttpClient http;

  Web(HttpClient.Builder http) {
    this.http =
        http.version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(5)).build();
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    return send(request, PATIENCE);
  }

  HttpResponse<String> send(HttpRequest.Builder request, Duration patience) {
    try {
      return http.send(request.timeout(patience).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** The JSON of a successful answer. */
  JsonNode json(HttpRequest.Builder request) {
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s answered %d".formatted(answer.uri().getPath(), answer.statusCode()));
    }
    return answer.body().isEmpty() ? JSON.createObjectNode() : JSON.readTree(answer.body());
  }

  static HttpRequest.Builder with(
      HttpRequest.Builder request, String method, @Nullable JsonNode body) {
    return body == null
        ? request.method(method, HttpRequest.BodyPublishers.noBody())
        : request
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  /** Otherwise each one's selector thread lives on until it is collected. */
  @Override
  public void close() {
    http.shutdownNow();
  }
}
