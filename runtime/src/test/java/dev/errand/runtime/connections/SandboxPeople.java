package dev.errand.runtime.connections;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.connections.Connection;
import dev.errand.connections.Consents;
import dev.errand.connections.Consents.Completion;
import dev.errand.connections.Consents.Started;
import dev.errand.sandbox.SandboxServer;
import dev.errand.sandbox.people.Client;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** People with accounts at the sandbox, who give consent as with a browser. */
record SandboxPeople(SandboxServer sandbox) {

  private static final HttpClient BROWSER = HttpClient.newHttpClient();

  /** What makes an app reach the sandbox in the providers' place. */
  Map<String, Object> properties(String clientSecret) {
    return Map.of(
        "errand.notion.base-url",
        sandbox.uri() + "/notion",
        "errand.notion.client-id",
        Client.DEMO.id(),
        "errand.notion.client-secret",
        clientSecret,
        "errand.microsoft.login-url",
        sandbox.uri() + "/login",
        "errand.microsoft.client-id",
        Client.DEMO.id(),
        "errand.microsoft.client-secret",
        clientSecret);
  }

  /** The person, who has the user's name there, says yes. */
  Connection connect(Consents consents, UserId user, Provider provider) {
    return connect(consents, consents, user, provider);
  }

  /**
   * @param back where the browser comes back to: another process
   */
  Connection connect(Consents consents, Consents back, UserId user, Provider provider) {
    Started started = consents.start(user, provider);
    Completion completion = back.complete(callback(started, user, provider, "consent"));
    assertThat(completion).isInstanceOf(Completion.Connected.class);
    return ((Completion.Connected) completion).connection();
  }

  /** The browser goes to the provider, the person decides, and the provider sends it back. */
  Consents.Callback callback(Started started, UserId person, Provider provider, String decision) {
    URI address = URI.create(started.authorize() + "&login_hint=" + person + "&auto=" + decision);
    URI back = URI.create(get(address).headers().firstValue("Location").orElseThrow());
    assertThat(back.getPath()).isEqualTo("/connections/" + provider.wireName() + "/callback");
    Map<String, String> query =
        Arrays.stream(back.getQuery().split("&"))
            .map(parameter -> parameter.split("=", 2))
            .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> a));
    return Consents.Callback.of(
        provider,
        query.get("state"),
        query.get("code"),
        query.get("error"),
        started.binding().reveal());
  }

  private static HttpResponse<String> get(URI address) {
    try {
      return BROWSER.send(
          HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
