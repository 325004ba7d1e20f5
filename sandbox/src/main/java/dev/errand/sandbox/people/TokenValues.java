package dev.errand.sandbox.people;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable values that look like the providers' own. Safe for all threads. */
public final class TokenValues {

  private static final SecureRandom RANDOM = new SecureRandom();

  private TokenValues() {}

  /** {@code ntn_} and 46 letters, as Notion's. */
  public static String notionAccess() {
    return "ntn_" + random(46);
  }

  public static String notionRefresh() {
    return "nrt_" + random(46);
  }

  /** As long as Microsoft's access tokens are, which is longer than many header buffers expect. */
  public static String microsoftAccess() {
    return "eyJ0eXAiOiJKV1Qi" + random(1400) + "." + random(340);
  }

  public static String microsoftRefresh() {
    return "1.A" + random(700);
  }

  public static String code() {
    return random(48);
  }

  /** So many letters of the URL-safe Base64 alphabet. */
  private static String random(int length) {
    byte[] bytes = new byte[length * 3 / 4 + 1];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, length);
  }
}
