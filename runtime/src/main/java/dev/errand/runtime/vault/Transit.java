package dev.errand.runtime.vault;

import dev.errand.connections.OutOfReach;
import dev.errand.schemas.Secret;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.json.JsonArray;
import io.github.jopenlibs.vault.json.JsonObject;
import io.github.jopenlibs.vault.response.LogicalResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What we say to Vault's transit engine. Vault's own words stay here: an answer may hold what was
 * sealed.
 *
 * <p>Every method throws {@link OutOfReach} if Vault does not answer, is sealed, or refuses us.
 */
final class Transit {

  private static final Logger log = LoggerFactory.getLogger(Transit.class);

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;

  private final VaultClients clients;
  private final VaultLogin login;
  private final VaultSettings settings;

  Transit(VaultClients clients, VaultLogin login, VaultSettings settings) {
    this.clients = clients;
    this.login = login;
    this.settings = settings;
  }

  /** What Vault would not do: it is not the text, not its context, or not a version that opens. */
  static final class NotDone extends Exception {}

  /**
   * Seals with the newest version of the key.
   *
   * @param plaintext in Base64, as is the context
   */
  String encrypt(String plaintext, String context) throws NotDone {
    return field(
        write("encrypt/" + settings.key(), Map.of("plaintext", plaintext, "context", context)),
        "ciphertext");
  }

  /** Opens what was sealed; the answer is in Base64. */
  String decrypt(String ciphertext, String context) throws NotDone {
    return field(
        write("decrypt/" + settings.key(), Map.of("ciphertext", ciphertext, "context", context)),
        "plaintext");
  }

  /**
   * Seals each again with the newest version of the key. Answers in the same order; empty for one
   * that does not open.
   */
  List<Optional<String>> rewrap(List<Sealed> sealed) {
    JsonArray batch = new JsonArray();
    sealed.forEach(
        each ->
            batch.add(
                new JsonObject()
                    .add("ciphertext", each.ciphertext())
                    .add("context", each.context())));
    String path = "rewrap/" + settings.key();
    LogicalResponse answer =
        send(vault -> vault.logical().write(address(path), Map.of("batch_input", batch)));
    // With one that fails, Vault answers 400 and tells of each all the same.
    int status = answer.getRestResponse().getStatus();
    JsonObject data = answer.getDataObject();
    if ((status != OK && status != BAD_REQUEST) || data == null) {
      log.warn("Vault answered {} to {}", status, path);
      throw refused();
    }
    List<Optional<String>> results =
        data.get("batch_results").asArray().values().stream()
            .map(each -> Optional.ofNullable(each.asObject().getString("ciphertext", null)))
            .toList();
    if (results.size() != sealed.size()) {
      throw refused();
    }
    return results;
  }

  /**
   * What is to be sealed again.
   *
   * @param context in Base64
   */
  record Sealed(String ciphertext, String context) {}

  /** Makes a new version of the key. */
  void rotate() {
    String path = "keys/" + settings.key() + "/rotate";
    int status =
        send(vault -> vault.logical().write(address(path), Map.of())).getRestResponse().getStatus();
    if (status != OK && status != NO_CONTENT) {
      log.warn("Vault answered {} to {}", status, path);
      throw refused();
    }
  }

  /** The flags of the key. */
  Map<String, String> key() {
    return read("keys/" + settings.key());
  }

  /** The settings for all keys. */
  Map<String, String> keysConfiguration() {
    return read("config/keys");
  }

  private Map<String, String> write(String path, Map<String, Object> asked) throws NotDone {
    LogicalResponse answer = send(vault -> vault.logical().write(address(path), asked));
    int status = answer.getRestResponse().getStatus();
    if (status == BAD_REQUEST) {
      throw new NotDone();
    }
    return data(answer, status, path);
  }

  private Map<String, String> read(String path) {
    LogicalResponse answer = send(vault -> vault.logical().read(address(path)));
    return data(answer, answer.getRestResponse().getStatus(), path);
  }

  private static Map<String, String> data(LogicalResponse answer, int status, String path) {
    if (status != OK) {
      log.warn("Vault answered {} to {}", status, path);
      throw refused();
    }
    return answer.getData();
  }

  private static String field(Map<String, String> data, String name) {
    String value = data.get(name);
    if (value == null) {
      throw refused();
    }
    return value;
  }

  /** A token that Vault has forgotten is replaced once. */
  private LogicalResponse send(VaultClients.Call<LogicalResponse> request) {
    for (int attempt = 1; ; attempt++) {
      Secret token = login.token();
      LogicalResponse answer = sent(request, token);
      if (answer.getRestResponse().getStatus() != FORBIDDEN || attempt == 2) {
        return answer;
      }
      login.refused(token);
    }
  }

  private LogicalResponse sent(VaultClients.Call<LogicalResponse> request, Secret token) {
    try {
      return clients.call(token.reveal(), request);
    } catch (VaultException away) {
      log.debug("Vault did not answer as it should, status {}", away.getHttpStatusCode());
      throw refused();
    }
  }

  private static OutOfReach refused() {
    return new OutOfReach("the key service", new IllegalStateException("Vault did not do it"));
  }

  private String address(String path) {
    return settings.mount() + "/" + path;
  }
}
