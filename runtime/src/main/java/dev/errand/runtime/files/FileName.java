package dev.errand.runtime.files;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * The name of a file, safe to be saved under on any system: no path, no device, no control
 * characters, nothing that turns the direction of writing, and short.
 *
 * @param extension with its dot; may be empty
 */
public record FileName(String stem, String extension) {

  /** Bytes in UTF-8: with an extension of 60 and a number it stays under the usual 255. */
  private static final int LONGEST_STEM = 180;

  private static final int LONGEST_EXTENSION = 20; // characters

  /** What Windows takes for a device, whatever comes after the first dot. */
  private static final Pattern DEVICE =
      Pattern.compile(
          "(?i)(con|prn|aux|nul|conin\\$|conout\\$|clock\\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])"
              + " *(\\..*)?");

  private static final String RESERVED = "\\/:*?\"<>|";
  private static final String NAMELESS = "file";

  public static FileName of(String asked) {
    String name = Normalizer.normalize(harmless(asked), Normalizer.Form.NFC);
    String trimmed = noDevice(name.replaceAll("^[ .]+|[ .]+$", ""));
    int dot = trimmed.lastIndexOf('.');
    boolean hasExtension = dot > 0 && trimmed.length() - dot <= LONGEST_EXTENSION;
    String stem = hasExtension ? trimmed.substring(0, dot) : trimmed;
    return new FileName(
        stem.isEmpty() ? NAMELESS : shortened(stem), hasExtension ? trimmed.substring(dot) : "");
  }

  /** The whole of it. */
  public String whole() {
    return copy(1);
  }

  /** The name of that many-th file of this name, from 1. */
  public String copy(int number) {
    return number == 1 ? stem + extension : stem + " (" + number + ")" + extension;
  }

  private static String noDevice(String name) {
    return DEVICE.matcher(name).matches() ? "_" + name : name;
  }

  private static String harmless(String asked) {
    StringBuilder name = new StringBuilder();
    asked.codePoints().map(c -> isHarmful(c) ? '_' : c).forEach(name::appendCodePoint);
    return name.toString();
  }

  private static boolean isHarmful(int c) {
    return Character.isISOControl(c)
        || c == 0x2028
        || c == 0x2029
        || turnsDirection(c)
        || Character.getType(c) == Character.SURROGATE
        || RESERVED.indexOf(c) >= 0;
  }

  /** Embeddings, overrides and isolates: they show {@code exe.txt} for {@code txt.exe}. */
  private static boolean turnsDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static String shortened(String stem) {
    int bytes = 0;
    for (int i = 0; i < stem.length(); i += Character.charCount(stem.codePointAt(i))) {
      bytes += Character.toString(stem.codePointAt(i)).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_STEM) {
        return stem.substring(0, i);
      }
    }
    return stem;
  }
}
