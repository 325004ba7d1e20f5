package dev.errand.local.drive;

import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.UserId;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Brings files that are too large for a command, as a client of the API does. Thread-safe. */
public final class Uploads {

  private static final Duration TOKEN_LIFE = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String apiUrl;
  private final LocalTokens tokens;

  public Uploads(String apiUrl, LocalTokens tokens) {
    this.apiUrl = apiUrl;
    this.tokens = tokens;
  }

  /**
   * Uploads a file.
   *
   * @param file says its length
   * @return the id by which a command names it
   * @throws IllegalStateException if it is not taken
   */
  public String upload(UserId user, String name, String contentType, BodyPublisher file) {
    URI place =
        URI.create(
            apiUrl + "/v1/attachments?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
    try (Web web = new Web(HttpClient.newBuilder())) {
      HttpResponse<String> answer =
          web.send(
              HttpRequest.newBuilder(place)
                  .header("Authorization", "Bearer " + tokens.token(user, TOKEN_LIFE))
                  .header("Content-Type", contentType)
                  .POST(file),
              PATIENCE);
      if (answer.statusCode() != 201) {
        throw new IllegalStateException("The upload answered " + answer.statusCode());
      }
      return Web.JSON.readTree(answer.body()).path("id").asString();
    }
  }
}
