package dev.errand.noteworker.notion;

import java.util.regex.Pattern;

/** A text as one line, whoever counts lines: Unicode ends them with more signs than Java's do. */
public final class OneLine {

  private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\u0085\u2028\u2029]+");

  private OneLine() {}

  /** With one space where there was white space, and none around. */
  public static String of(String text) {
    return WHITE_SPACE.matcher(text).replaceAll(" ").strip();
  }
}
