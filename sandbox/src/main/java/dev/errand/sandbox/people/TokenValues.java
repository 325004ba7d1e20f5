package dev.errand.sandbox.people;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Unguessable values that look like the providers' own. All that were ever given out are known, and
 * what callers showed of their own, so that a test can look for each of them where none may be.
 * Safe for all threads.
 */
public final class TokenValues {

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, Kind> known = new ConcurrentHashMap<>();

  /** What a secret is for. */
  public enum Kind {
    ACCESS_TOKEN,
    REFRESH_TOKEN,
    AUTHORIZATION_CODE,
    ID_TOKEN,
    PKCE_VERIFIER,
    UPLOAD_TOKEN
  }

  /** A secret of this world. */
  public record Known(Kind kind, String value) {
    @Override
    public String toString() {
      return "Known[" + kind + "]";
    }
  }

  /** {@code ntn_} and 46 letters, as Notion's. */
  public String notionAccess() {
    return remember(Kind.ACCESS_TOKEN, "ntn_" + random(46));
  }

  public String notionRefresh() {
    return remember(Kind.REFRESH_TOKEN, "nrt_" + random(46));
  }

  /** As long as Microsoft's access tokens are, which is longer than many header buffers expect. */
  public String microsoftAccess() {
    return remember(Kind.ACCESS_TOKEN, "eyJ0eXAiOiJKV1Qi" + random(1400) + "." + random(340));
  }

  public String microsoftRefresh() {
    return remember(Kind.REFRESH_TOKEN, "1.A" + random(700));
  }

  /** What comes along with an id token. It opens nothing: all there is to know is in the other. */
  public String signInAccess() {
    return remember(Kind.ACCESS_TOKEN, "sit_" + random(46));
  }

  public String code() {
    return remember(Kind.AUTHORIZATION_CODE, random(48));
  }

  /** Part of an address, and opens what the address names to whoever has it. */
  public String upload() {
    return remember(Kind.UPLOAD_TOKEN, "eyJ" + random(120));
  }

  /** Keeps what was made elsewhere, or shown by a caller. */
  public String remember(Kind kind, String value) {
    known.put(value, kind);
    return value;
  }

  public List<Known> known() {
    return known.entrySet().stream()
        .map(each -> new Known(each.getValue(), each.getKey()))
        .toList();
  }

  /** So many letters of the URL-safe Base64 alphabet. */
  private static String random(int length) {
    byte[] bytes = new byte[length * 3 / 4 + 1];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).substring(0, length);
  }
}
