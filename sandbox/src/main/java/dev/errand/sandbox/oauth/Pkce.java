package dev.errand.sandbox.oauth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** RFC 7636. */
public final class Pkce {

  private Pkce() {}

  /** A verifier must be there exactly if a challenge was, and must match it. */
  public static boolean verified(Code code, @Nullable String verifier) {
    String challenge = code.challenge();
    if (challenge == null || verifier == null) {
      return challenge == null && verifier == null;
    }
    return "S256".equals(code.challengeMethod())
        ? challenge.equals(s256(verifier))
        : challenge.equals(verifier);
  }

  private static String s256(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
