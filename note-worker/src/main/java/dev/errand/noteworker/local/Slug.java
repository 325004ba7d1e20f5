package dev.errand.noteworker.local;

import java.text.Normalizer;
import java.util.Locale;

/** A title as a file's name: one that a person recognises, and every file system takes. */
final class Slug {

  /** Characters; 240 bytes at most, of the 255 that file systems take with the ending. */
  private static final int LONGEST = 60;

  private Slug() {}

  static String of(String title) {
    return shortened(Normalizer.normalize(title, Normalizer.Form.NFC), "[^\\p{L}\\p{M}\\p{N}]+");
  }

  /** With the letters of ASCII alone. */
  static String plain(String title) {
    String bare = Normalizer.normalize(title, Normalizer.Form.NFD).replaceAll("\\p{M}", "");
    return shortened(bare, "[^A-Za-z0-9]+");
  }

  private static String shortened(String title, String between) {
    String words = title.toLowerCase(Locale.ROOT).replaceAll(between, "-").replaceAll("^-|-$", "");
    int length = Math.min(LONGEST, words.codePointCount(0, words.length()));
    String slug = words.substring(0, words.offsetByCodePoints(0, length)).replaceAll("-$", "");
    return slug.isEmpty() ? "note" : slug;
  }
}
