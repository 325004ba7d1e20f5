package dev.errand.noteworker.local;

import dev.errand.schemas.UserId;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * The name of a person's folder: their id, as far as every file system takes it.
 *
 * <p>Small letters, digits, {@code _}, {@code -}, {@code @} and dots inside stand for themselves.
 * Anything else is a {@code +} and a sign: {@code +a} is A, so that names which differ in case only
 * stay two where a file system knows no case, and no name begins or ends with a dot.
 */
final class FolderName {

  /** File systems take 255 bytes. */
  private static final int LONGEST = 200;

  private static final String SIGNS = ".:|";

  private FolderName() {}

  static String of(UserId user) {
    String id = user.value();
    StringBuilder name = new StringBuilder();
    for (int at = 0; at < id.length(); at++) {
      name.append(written(id, at));
    }
    return name.length() <= LONGEST
        ? name.toString()
        : name.substring(0, LONGEST / 2)
            + "+9"
            + Digest.hex(id.getBytes(StandardCharsets.US_ASCII));
  }

  private static String written(String id, int at) {
    char letter = id.charAt(at);
    boolean outside = at == 0 || at == id.length() - 1;
    if (letter >= 'A' && letter <= 'Z') {
      return "+" + String.valueOf(letter).toLowerCase(Locale.ROOT);
    }
    return SIGNS.indexOf(letter) >= 0 && (letter != '.' || outside)
        ? "+" + SIGNS.indexOf(letter)
        : String.valueOf(letter);
  }
}
