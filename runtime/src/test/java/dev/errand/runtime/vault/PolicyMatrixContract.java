package dev.errand.runtime.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What each of us may ask of Vault with the policies of {@code infra/vault}, as Vault itself
 * answers: five who ask, twelve things to ask for. The API may decrypt, since it revokes tokens.
 */
abstract class PolicyMatrixContract {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String KEY = "transit/keys/errand-data-keys";

  /** What is asked for: method, path and body. */
  private static final Map<String, Ask> ASKED =
      Map.ofEntries(
          Map.entry("encrypt", post("transit/encrypt/errand-data-keys", "{}")),
          Map.entry("decrypt", post("transit/decrypt/errand-data-keys", "{}")),
          Map.entry("rewrap", post("transit/rewrap/errand-data-keys", "{}")),
          Map.entry("look", new Ask("GET", KEY, "")),
          Map.entry("rotate", post(KEY + "/rotate", "{}")),
          Map.entry("raise", post(KEY + "/config", "{\"min_decryption_version\":1}")),
          Map.entry("loosen", post(KEY + "/config", "{\"exportable\":true}")),
          Map.entry("delete", new Ask("DELETE", KEY, "")),
          Map.entry("export", new Ask("GET", "transit/export/encryption-key/errand-data-keys", "")),
          Map.entry("backup", new Ask("GET", "transit/backup/errand-data-keys", "")),
          Map.entry("settings", new Ask("GET", "transit/config/keys", "")),
          Map.entry("upsert", post("transit/config/keys", "{\"disable_upsert\":false}")));

  private record Ask(String method, String path, String body) {}

  private static Ask post(String path, String body) {
    return new Ask("POST", path, body);
  }

  /** How somebody logs in. */
  record Login(String roleId, String secretId) {}

  protected abstract URI address();

  /**
   * A login with the policy of that name alone.
   *
   * @param policy as {@code worker}
   */
  protected abstract Login login(String policy);

  @ParameterizedTest
  @CsvSource({
    "api, api, encrypt decrypt look settings",
    "a worker, worker, decrypt look settings",
    "the refresher, worker, decrypt look settings",
    "who wraps anew, rewrapper, rewrap look settings",
    "an operator, operator, look rotate raise",
  })
  void eachMayDoWhatItNeedsAndNothingElse(String who, String policy, String may) {
    String token = token(login(policy));
    Set<String> allowed =
        ASKED.keySet().stream()
            .filter(ask -> status(token, ASKED.getOrDefault(ask, post("", ""))) != 403)
            .collect(Collectors.toSet());
    assertThat(allowed).as(who).containsExactlyInAnyOrder(may.split(" "));
  }

  private String token(Login login) {
    String body =
        JSON.writeValueAsString(Map.of("role_id", login.roleId(), "secret_id", login.secretId()));
    return JSON.readTree(send("", post("auth/approle/login", body)).body())
        .path("auth")
        .path("client_token")
        .asString();
  }

  private int status(String token, Ask ask) {
    return send(token, ask).statusCode();
  }

  private HttpResponse<String> send(String token, Ask ask) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address().resolve("/v1/" + ask.path()))
            .method(ask.method(), BodyPublishers.ofString(ask.body()));
    if (!token.isEmpty()) {
      request.header("X-Vault-Token", token);
    }
    try {
      return HTTP.send(request.build(), BodyHandlers.ofString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stop);
    }
  }
}
