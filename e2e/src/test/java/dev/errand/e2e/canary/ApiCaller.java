package dev.errand.e2e.canary;

import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Calls the API past the recorder, with a token or a browser's cookies. One thread. */
final class ApiCaller {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final CanaryStack stack;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .cookieHandler(new CookieManager())
          .build();

  ApiCaller(CanaryStack stack) {
    this.stack = stack;
  }

  HttpRequest.Builder as(UserId user, String path) {
    return with(stack.tokens().token(user, LIFE), path);
  }

  HttpRequest.Builder asOperator(String path) {
    return with(stack.tokens().operatorToken(new UserId("operator"), LIFE), path);
  }

  HttpRequest.Builder with(String token, String path) {
    return at(stack.api().url() + path).header("Authorization", "Bearer " + token);
  }

  HttpRequest.Builder at(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(PATIENCE);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }

  /** Where an answer leads. */
  String next(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(answer.uri()::resolve)
        .orElseThrow(
            () -> new IllegalStateException(answer.uri().getPath() + " " + answer.statusCode()))
        .toString();
  }
}
