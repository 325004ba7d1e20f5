package dev.errand.runtime.files;

import java.text.Normalizer;

/**
 * The name of a file, safe to be saved under on any system: no path, no control characters, nothing
 * that turns the direction of writing, and short.
 *
 * @param extension with its dot; may be empty
 */
public record FileName(String stem, String extension) {

  private static final int LONGEST_STEM = 100; // characters
  private static final int LONGEST_EXTENSION = 20;
  private static final String RESERVED = "\\/:*?\"<>|";
  private static final String NAMELESS = "file";

  public static FileName of(String asked) {
    String name = Normalizer.normalize(harmless(asked), Normalizer.Form.NFC);
    String trimmed = name.replaceAll("^[ .]+|[ .]+$", "");
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
    int length = Math.min(stem.length(), LONGEST_STEM);
    boolean splitsPair =
        length < stem.length() && Character.isHighSurrogate(stem.charAt(length - 1));
    return stem.substring(0, splitsPair ? length - 1 : length);
  }
}
