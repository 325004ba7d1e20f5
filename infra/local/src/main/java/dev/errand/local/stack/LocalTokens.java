package dev.errand.local.stack;

import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Bearer tokens that the API of the local stack accepts: JWTs signed with {@link LocalKeys}. */
public final class LocalTokens {

  public static final String ISSUER = "urn:errand:local";
  public static final String AUDIENCE = "errand";
  public static final String OPERATOR = "errand.operator";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LocalKeys keys;
  private final Clock clock;

  public LocalTokens(Path data, Clock clock) {
    this.keys = new LocalKeys(data);
    this.clock = clock;
  }

  /** The public half of the key, for whoever checks these tokens; made if there is none. */
  public Path publicKey() {
    return keys.ensure().publicFile();
  }

  /** A token with which its bearer is this user. */
  public String token(UserId user, Duration validFor) {
    return token(user, validFor, Map.of());
  }

  /** A token with which its bearer is this user, and may do what operators may. */
  public String operatorToken(UserId user, Duration validFor) {
    return token(user, validFor, Map.of("scope", OPERATOR));
  }

  private String token(UserId user, Duration validFor, Map<String, String> more) {
    Instant now = clock.instant();
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("aud", AUDIENCE);
    claims.put("sub", user.value());
    claims.put("iat", now.getEpochSecond());
    claims.put("exp", now.plus(validFor).getEpochSecond());
    claims.putAll(more);
    String signed = part(Map.of("alg", "RS256", "typ", "JWT")) + "." + part(claims);
    return signed + "." + base64(signature(signed));
  }

  private byte[] signature(String text) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.privateKey());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String part(Map<String, ?> json) {
    return base64(JSON.writeValueAsBytes(json));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
