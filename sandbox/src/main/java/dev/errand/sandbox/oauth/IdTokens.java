package dev.errand.sandbox.oauth;

import dev.errand.sandbox.http.Json;
import dev.errand.sandbox.people.TokenValues;
import dev.errand.sandbox.people.TokenValues.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Signed id tokens (RS256), and the key to check them with. Safe for all threads. */
public final class IdTokens {

  private static final String KEY_ID = "sandbox-1";
  private static final Duration LIFETIME = Duration.ofHours(1);

  /** Made when first needed, for all worlds of the JVM: it takes a while. */
  private static final class Key {
    static final KeyPair PAIR = generate();

    private static KeyPair generate() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private final TokenValues values;

  public IdTokens(TokenValues values) {
    this.values = values;
  }

  /**
   * Signs claims, which are good for an hour from now.
   *
   * @param nonce of the authorization request, if it had one
   */
  public String sign(ObjectNode claims, @Nullable String nonce, Instant now) {
    ObjectNode header = Json.object().put("typ", "JWT").put("alg", "RS256").put("kid", KEY_ID);
    ObjectNode timed =
        claims
            .deepCopy()
            .put("iat", now.getEpochSecond())
            .put("nbf", now.getEpochSecond())
            .put("exp", now.plus(LIFETIME).getEpochSecond());
    if (nonce != null) {
      timed.put("nonce", nonce);
    }
    String signed = encoded(Json.bytes(header)) + "." + encoded(Json.bytes(timed));
    return values.remember(Kind.ID_TOKEN, signed + "." + encoded(signature(signed)));
  }

  private static byte[] signature(String signed) {
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(Key.PAIR.getPrivate());
      signature.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signature.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The public key, as a JWK set. */
  public ObjectNode keys() {
    RSAPublicKey key = (RSAPublicKey) Key.PAIR.getPublic();
    ObjectNode keys = Json.object();
    keys.putArray("keys")
        .addObject()
        .put("kty", "RSA")
        .put("use", "sig")
        .put("alg", "RS256")
        .put("kid", KEY_ID)
        .put("n", encoded(unsigned(key.getModulus().toByteArray())))
        .put("e", encoded(unsigned(key.getPublicExponent().toByteArray())));
    return keys;
  }

  private static byte[] unsigned(byte[] number) {
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
