package dev.errand.sandbox.graph;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Calls Graph as somebody, and shows the bare answer. */
record GraphClient(URI server, String token) {

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** An answer; the body is a missing node if it is empty or no JSON. */
  record Answer(int status, HttpResponse<String> response, JsonNode body) {

    static Answer of(HttpResponse<String> response) {
      return new Answer(response.statusCode(), response, json(response.body()));
    }

    private static JsonNode json(String body) {
      return body.startsWith("{") ? JsonMapper.shared().readTree(body) : MissingNode.getInstance();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    String error() {
      return body.path("error").path("code").asString("");
    }
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET());
  }

  Answer post(String path, String json, String... headers) {
    return send(withJson(path, json, headers).method("POST", BodyPublishers.ofString(json)));
  }

  Answer patch(String path, String json, String... headers) {
    return send(withJson(path, json, headers).method("PATCH", BodyPublishers.ofString(json)));
  }

  Answer put(String path, byte[] body, String... headers) {
    return send(request(path, headers).PUT(BodyPublishers.ofByteArray(body)));
  }

  Answer delete(String path, String... headers) {
    return send(request(path, headers).DELETE());
  }

  CompletableFuture<Answer> getLater(String path) {
    return HTTP.sendAsync(request(path).GET().build(), BodyHandlers.ofString())
        .thenApply(Answer::of);
  }

  CompletableFuture<Answer> postLater(String path, String json) {
    HttpRequest request = withJson(path, json).POST(BodyPublishers.ofString(json)).build();
    return HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(Answer::of);
  }

  private HttpRequest.Builder withJson(String path, String json, String... headers) {
    HttpRequest.Builder request = request(path, headers);
    return json.isEmpty() ? request : request.header("Content-Type", "application/json");
  }

  private HttpRequest.Builder request(String path, String... headers) {
    String address =
        path.startsWith("http")
            ? path
            : server + (path.startsWith("/admin") ? "" : "/graph/v1.0") + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return headers.length == 0 ? request : request.headers(headers);
  }

  private static Answer send(HttpRequest.Builder request) {
    try {
      return Answer.of(HTTP.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException noAnswer) {
      throw new UncheckedIOException(noAnswer);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** As it stands in a query. */
  static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
