package dev.errand.e2e.canary;

import dev.errand.connections.LocalKeyWrapper;
import dev.errand.connections.WrappedKey;
import dev.errand.schemas.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every secret there was in a run: told to us, made by us, given out by the providers. */
final class CollectCanaries {

  /** How every access token of Microsoft begins: no secret, and in each of them. */
  private static final String OF_EVERY_JWT = "eyJ0eXAiOiJKV1Qi";

  private static final Pattern BEARER = Pattern.compile("(?i)\nauthorization: bearer (\\S+)");
  private static final Pattern COOKIE =
      Pattern.compile("(?i)\nset-cookie: [^=\\s]+=\"?([^;\"\\s]+)");
  private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");
  private static final Pattern STATE = Pattern.compile("[?&](?:state|nonce)=([^&\\s]+)");
  private static final Pattern CODE = Pattern.compile("[?&]code=([^&\\s]+)");

  private final CanaryStack stack;
  private final Set<Canary> canaries = new LinkedHashSet<>();

  CollectCanaries(CanaryStack stack) {
    this.stack = stack;
  }

  Set<Canary> all() throws IOException, SQLException {
    canaries.add(stack.planted);
    canaries.addAll(stack.told());
    ofTheProviders();
    onTheWire();
    keyset();
    dataKeys();
    return canaries;
  }

  private void ofTheProviders() {
    for (JsonNode each : stack.sandbox().admin("GET", "/admin/secrets", null).path("secrets")) {
      Kind kind = Kind.valueOf(each.path("kind").asString().toUpperCase(Locale.ROOT));
      add(kind, each.path("value").asString());
    }
  }

  /** Bearer tokens, cookies and what addresses carry, of which nobody else keeps a list. */
  private void onTheWire() {
    String both = "\n" + stack.api().requests() + "\n" + stack.api().answers();
    addAll(Kind.API_TOKEN, BEARER, both);
    addAll(Kind.COOKIE, COOKIE, both);
    for (String token : csrfTokens(both)) {
      add(Kind.CSRF_TOKEN, token);
      canaries.add(unmasked(token));
    }
    addAll(Kind.OAUTH_STATE, STATE, both);
    addAll(Kind.AUTHORIZATION_CODE, CODE, both);
  }

  /** Those in the forms of pages, where an equals sign is written in HTML's way. */
  static List<String> csrfTokens(String pages) {
    return CSRF.matcher(pages).results().map(form -> form.group(1).replace("&#x3D;", "=")).toList();
  }

  /** Each page shows the session's token in another mask: random bytes, and it xor those. */
  private static Canary unmasked(String shown) {
    byte[] both = Base64.getUrlDecoder().decode(shown);
    byte[] token = new byte[both.length / 2];
    for (int at = 0; at < token.length; at++) {
      token[at] = (byte) (both[at] ^ both[token.length + at]);
    }
    return new Canary(Kind.CSRF_TOKEN, token);
  }

  private void addAll(Kind kind, Pattern pattern, String text) {
    pattern.matcher(text).results().forEach(found -> add(kind, found.group(1)));
  }

  private void keyset() throws IOException {
    String json = Files.readString(stack.stack().settings().keyset());
    for (JsonNode key : JsonMapper.shared().readTree(json).path("key")) {
      byte[] message = Base64.getDecoder().decode(key.path("keyData").path("value").asString());
      canaries.add(
          new Canary(
              Kind.KEYSET, Arrays.copyOfRange(message, message.length - 32, message.length)));
    }
  }

  private void dataKeys() throws SQLException {
    LocalKeyWrapper wrapper = LocalKeyWrapper.open(stack.stack().settings().keyset());
    try (Connection connection = stack.superuser("errand");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select user_id, wrapped from data_key")) {
      while (rows.next()) {
        UserId user = new UserId(rows.getString(1));
        if (!user.equals(Trouble.WHOSE_KEY_IS_BROKEN)) {
          byte[] key = wrapper.unwrap(user, new WrappedKey(rows.getString(2)));
          canaries.add(new Canary(Kind.DATA_KEY, key));
        }
      }
    }
  }

  /** Of a signed token the signature: the rest is known to many and worth nothing without it. */
  private void add(Kind kind, String value) {
    String secret =
        kind == Kind.API_TOKEN || kind == Kind.ID_TOKEN
            ? value.substring(value.lastIndexOf('.') + 1)
            : value.startsWith(OF_EVERY_JWT) ? value.substring(OF_EVERY_JWT.length()) : value;
    if (secret.length() >= Canary.LEAST) {
      canaries.add(Canary.of(kind, secret));
    }
  }
}
