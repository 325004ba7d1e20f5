package dev.errand.schemas;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * The one word that never goes on the wire of ours: a token or a key.
 *
 * <p>It does not print, does not serialise (it is no {@code Serializable} and has no getter), and
 * compares in constant time. It lives here because both {@code connections} and {@code pipeline}
 * hold one and do not know each other.
 */
public final class Secret {

  private final String value;

  private Secret(String value) {
    this.value = value;
  }

  /**
   * Takes a secret that is safe to put into an HTTP header: visible ASCII only, at most 16 KiB.
   *
   * @throws IllegalArgumentException without the value in its message, if it is not
   */
  public static Secret of(String value) {
    if (value.isEmpty() || value.length() > 16_384) {
      throw new IllegalArgumentException("A secret is 1 to 16384 characters long");
    }
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '!' || value.charAt(i) > '~') {
        throw new IllegalArgumentException("A secret is made of visible ASCII characters");
      }
    }
    return new Secret(value);
  }

  /** The bare value. Each call of this is a place to review. */
  public String reveal() {
    return value;
  }

  /** The only place where an Authorization header is made. */
  public String bearer() {
    return "Bearer " + value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && MessageDigest.isEqual(
            value.getBytes(StandardCharsets.US_ASCII),
            secret.value.getBytes(StandardCharsets.US_ASCII));
  }

  /** The same for all, so that no hash of a secret lands in a log or a dump of a map. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
