package dev.errand.runtime.vault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.errand.connections.MovingClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A stand-in for Vault with AppRole and the transit engine: what the documentation of both says of
 * paths, statuses, errors and policies, as far as we use it. It can be sealed, answer with any
 * status, and forget its tokens. The contract that is run against it was not run on a real one yet.
 */
final class FakeVault implements AutoCloseable {

  static final String KEY = "errand-data-keys";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(20);

  final MovingClock clock = new MovingClock();
  final Map<String, TransitKey> keys = new ConcurrentHashMap<>();

  /** The path of each request that reached it, in order. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  volatile boolean upsertDisabled = true;
  volatile boolean sealed;

  volatile boolean loginsFail;

  /** Instead of what was asked for; 0: nothing. */
  volatile int answersWith;

  private final HttpServer server;
  private final Map<String, Role> roles = new ConcurrentHashMap<>();
  private final Map<String, Token> tokens = new ConcurrentHashMap<>();

  private record Role(String secretId, Policies policies) {}

  private record Token(Policies policies, Instant end) {}

  private record Answer(int status, @Nullable JsonNode body) {}

  FakeVault() {
    keys.put(KEY, new TransitKey(true));
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/", this::serve);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /**
   * Makes an AppRole with the policies of that app.
   *
   * @return its secret id
   */
  String role(String app) {
    return role(app, Policies.of(app));
  }

  String role(String name, Policies policies) {
    String secretId = UUID.randomUUID().toString();
    roles.put(name, new Role(secretId, policies));
    return secretId;
  }

  /** How an app of that role reaches it. */
  VaultSettings settings(String role, String secretId, Path directory) {
    try {
      Path file = Files.writeString(directory.resolve(role), secretId + "\n");
      return new VaultSettings(address(), null, "transit", KEY, role, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As a restart without its storage, or a revocation. */
  void forgetTokens() {
    tokens.clear();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath().substring("/v1/".length());
      requests.add(path);
      byte[] body = exchange.getRequestBody().readAllBytes();
      Answer answer = answer(exchange, path, body);
      byte[] bytes = answer.body() == null ? new byte[0] : JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private Answer answer(HttpExchange exchange, String path, byte[] body) {
    if (sealed) {
      return errors(503, "Vault is sealed");
    }
    if (answersWith != 0) {
      return errors(answersWith, "as it was told to");
    }
    JsonNode asked = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
    String method = exchange.getRequestMethod();
    if (loginsFail && path.startsWith("auth/")) {
      return errors(500, "no leader");
    }
    if (path.equals("auth/approle/login")) {
      return login(asked);
    }
    String name = exchange.getRequestHeaders().getFirst("X-Vault-Token");
    Token token = name == null ? null : tokens.get(name);
    if (token == null || !clock.instant().isBefore(token.end())) {
      return errors(403, "permission denied", "invalid token");
    }
    if (path.equals("auth/token/renew-self")) {
      tokens.put(name, new Token(token.policies(), clock.instant().plus(TOKEN_LIFE)));
      return auth(name);
    }
    String capability =
        switch (method) {
          case "GET" -> "read";
          case "DELETE" -> "delete";
          default -> "update";
        };
    return token.policies().allow(capability, path, asked.propertyNames())
        ? transit(method, path, asked)
        : errors(403, "1 error occurred:\n\t* permission denied\n\n");
  }

  private Answer login(JsonNode asked) {
    Role role = roles.get(asked.path("role_id").asString(""));
    if (role == null || !role.secretId().equals(asked.path("secret_id").asString(""))) {
      return errors(400, "invalid role or secret ID");
    }
    String token = "hvs." + UUID.randomUUID();
    tokens.put(token, new Token(role.policies(), clock.instant().plus(TOKEN_LIFE)));
    return auth(token);
  }

  private static Answer auth(String token) {
    ObjectNode body = envelope();
    body.putObject("auth")
        .put("client_token", token)
        .put("accessor", "accessor")
        .put("lease_duration", TOKEN_LIFE.toSeconds())
        .put("renewable", true)
        .putArray("policies");
    return new Answer(200, body);
  }

  /** What each answer of Vault has around it. */
  private static ObjectNode envelope() {
    return JSON.createObjectNode()
        .put("request_id", UUID.randomUUID().toString())
        .put("lease_id", "")
        .put("renewable", false)
        .put("lease_duration", 0);
  }

  private Answer transit(String method, String path, JsonNode asked) {
    if (path.equals("transit/config/keys")) {
      return data(JSON.createObjectNode().put("disable_upsert", upsertDisabled));
    }
    String[] parts = path.split("/");
    String verb = parts[1];
    TransitKey key = keys.get(parts[2]);
    if (key == null) {
      return verb.equals("keys") ? errors(404) : errors(400, "encryption key not found");
    }
    return verb.equals("keys") ? key(method, parts, key, asked) : crypt(verb, key, asked);
  }

  private static Answer key(String method, String[] parts, TransitKey key, JsonNode asked) {
    if (method.equals("GET")) {
      return data(
          JSON.createObjectNode()
              .put("type", "aes256-gcm96")
              .put("derived", key.derived)
              .put("exportable", key.exportable)
              .put("allow_plaintext_backup", key.allowPlaintextBackup)
              .put("deletion_allowed", key.deletionAllowed)
              .put("convergent_encryption", false)
              .put("latest_version", key.latest())
              .put("min_decryption_version", key.minDecryptionVersion));
    }
    if (parts[3].equals("rotate")) {
      key.rotate();
    } else {
      key.minDecryptionVersion = asked.path("min_decryption_version").asInt();
    }
    return new Answer(204, null);
  }

  private static Answer crypt(String verb, TransitKey key, JsonNode asked) {
    if (!asked.has("batch_input")) {
      ObjectNode one = one(verb, key, asked);
      return one.has("error") ? errors(400, one.path("error").asString()) : data(one);
    }
    ObjectNode all = JSON.createObjectNode();
    ArrayNode results = all.putArray("batch_results");
    asked.path("batch_input").forEach(each -> results.add(one(verb, key, each)));
    boolean failed = results.valueStream().anyMatch(each -> each.has("error"));
    ObjectNode body = envelope();
    body.set("data", all);
    return new Answer(failed ? 400 : 200, body);
  }

  private static ObjectNode one(String verb, TransitKey key, JsonNode asked) {
    ObjectNode result = JSON.createObjectNode();
    String context = asked.path("context").asString("");
    String ciphertext = asked.path("ciphertext").asString("");
    try {
      switch (verb) {
        case "encrypt" ->
            result.put(
                "ciphertext",
                key.encrypt(
                    Base64.getDecoder().decode(asked.path("plaintext").asString("")), context));
        case "decrypt" ->
            result.put(
                "plaintext", Base64.getEncoder().encodeToString(key.decrypt(ciphertext, context)));
        case "rewrap" ->
            result.put("ciphertext", key.encrypt(key.decrypt(ciphertext, context), context));
        default -> result.put("error", "unsupported operation");
      }
    } catch (TransitKey.Refused refused) {
      result.put("error", refused.getMessage());
    }
    return result;
  }

  private static Answer data(ObjectNode data) {
    ObjectNode body = envelope();
    body.set("data", data);
    return new Answer(200, body);
  }

  private static Answer errors(int status, String... errors) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode all = body.putArray("errors");
    List.of(errors).forEach(all::add);
    return new Answer(status, body);
  }
}
