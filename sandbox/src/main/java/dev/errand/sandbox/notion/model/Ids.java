package dev.errand.sandbox.notion.model;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** Notion's ids: UUIDs, taken with or without dashes, given with. */
public final class Ids {

  private static final Pattern UUID_FORM =
      Pattern.compile(
          "[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}",
          Pattern.CASE_INSENSITIVE);
  private static final String NIL = "00000000000000000000000000000000";

  private Ids() {}

  /** A new id of a page, block or comment: version 8, as recorded in June 2026. */
  public static String fresh() {
    return uuid(8);
  }

  /** A new id of a database: version 4, as recorded in June 2026. */
  static String freshDatabase() {
    return uuid(4);
  }

  /** A request id: version 4. */
  public static String requestId() {
    return uuid(4);
  }

  private static String uuid(int version) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long high = (random.nextLong() & ~0xF000L) | ((long) version << 12);
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** The dashed lower-case form; empty if it is malformed or its variant is wrong. */
  public static Optional<String> parse(String text) {
    if (!UUID_FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    String hex = bare(text.toLowerCase(Locale.ROOT));
    if (!hex.equals(NIL) && "89ab".indexOf(hex.charAt(16)) < 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.join(
            "-",
            hex.substring(0, 8),
            hex.substring(8, 12),
            hex.substring(12, 16),
            hex.substring(16, 20),
            hex.substring(20)));
  }

  /** The 32 digits, as in page addresses. */
  public static String bare(String id) {
    return id.replace("-", "");
  }
}
