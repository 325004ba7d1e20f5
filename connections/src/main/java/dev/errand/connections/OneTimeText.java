package dev.errand.connections;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.errand.schemas.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** Random texts that cannot be guessed, and their hashes: states, bindings and PKCE verifiers. */
final class OneTimeText {

  /** 256 bits; in Base64url 43 characters, the least that PKCE allows (RFC 7636 section 4.1). */
  private static final int BYTES = 32;

  private static final Base64.Encoder BASE64_URL = Base64.getUrlEncoder().withoutPadding();

  private OneTimeText() {}

  static Secret draw(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Secret.of(BASE64_URL.encodeToString(bytes));
  }

  /** SHA-256 in Base64url: also what PKCE calls an S256 challenge. */
  static String hash(String text) {
    try {
      return BASE64_URL.encodeToString(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }

  /** Whether the text is the one that was hashed, in constant time. */
  static boolean matches(String text, String hash) {
    return MessageDigest.isEqual(hash(text).getBytes(UTF_8), hash.getBytes(UTF_8));
  }
}
