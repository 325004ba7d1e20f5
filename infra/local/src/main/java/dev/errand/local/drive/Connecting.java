package dev.errand.local.drive;

import dev.errand.local.stack.LocalTokens;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Connects people's accounts as they would do it in a browser: signed in, from our page to the
 * provider's, "yes", and back with a code. Thread-safe.
 */
public final class Connecting {

  private static final Duration TOKEN_LIFE = Duration.ofMinutes(10);

  private final String apiUrl;
  private final LocalTokens tokens;

  public Connecting(String apiUrl, LocalTokens tokens) {
    this.apiUrl = apiUrl;
    this.tokens = tokens;
  }

  /**
   * Connects the user to the account of the person of the same name in the sandbox.
   *
   * @throws IllegalStateException if the flow does not end with a connection
   */
  public void connect(UserId user, Provider provider) {
    try (Web browser = new Web(HttpClient.newBuilder().cookieHandler(new CookieManager()))) {
      URI home = saysYes(browser, user, "/sign-in/oidc");
      if (home.getQuery() != null) {
        throw new IllegalStateException("The sign-in ended with " + home.getQuery());
      }
      URI end = saysYes(browser, user, "/connections/" + provider.wireName() + "/start");
      if (!end.getQuery().contains("outcome=connected")) {
        throw new IllegalStateException("The connect flow ended with " + end.getQuery());
      }
    }
  }

  /**
   * Ends the user's connection, as the API is asked to.
   *
   * @throws IllegalStateException if it does not answer that it did
   */
  public void disconnect(UserId user, Provider provider) {
    delete(user, "/v1/connections/" + provider.wireName());
  }

  /**
   * Erases the user's account, as the API is asked to.
   *
   * @throws IllegalStateException if it does not answer that it did
   */
  public void erase(UserId user) {
    delete(user, "/v1/account");
  }

  private void delete(UserId user, String path) {
    try (Web web = new Web(HttpClient.newBuilder())) {
      HttpResponse<String> answer =
          web.send(
              HttpRequest.newBuilder(URI.create(apiUrl + path))
                  .header("Authorization", "Bearer " + tokens.token(user, TOKEN_LIFE))
                  .DELETE());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("DELETE " + path + " answered " + answer.statusCode());
      }
    }
  }

  /** From our page to theirs, "yes", and back with a code, to where that leads. */
  private URI saysYes(Web browser, UserId user, String path) {
    URI authorize = next(browser.send(HttpRequest.newBuilder(URI.create(apiUrl + path))));
    URI yes = URI.create(authorize + "&auto=consent&pages=all&login_hint=" + user);
    URI callback = next(browser.send(HttpRequest.newBuilder(yes)));
    return next(browser.send(HttpRequest.newBuilder(callback)));
  }

  private static URI next(HttpResponse<String> answer) {
    return answer
        .headers()
        .firstValue("Location")
        .map(answer.uri()::resolve)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "%s answered %d and led nowhere"
                        .formatted(answer.uri().getPath(), answer.statusCode())));
  }
}
