package dev.errand.mailworker.letter;

/** Which characters a text is made of. Half of a surrogate pair is nowhere welcome. */
final class Characters {

  private Characters() {}

  /** Nothing that ends a line, moves a cursor, or is a control character in any other way. */
  static boolean oneLine(String text) {
    return text.codePoints()
        .noneMatch(c -> Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || isHalfPair(c));
  }

  /** One line whose letters also stand in the order in which they are shown. */
  static boolean plainLine(String text) {
    return oneLine(text) && text.codePoints().noneMatch(Characters::turnsDirection);
  }

  /** Lines and tabs, and no other control characters. */
  static boolean text(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                    || isHalfPair(c));
  }

  /** Embeddings, overrides and isolates: they show {@code exe.txt} for {@code txt.exe}. */
  static boolean turnsDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  static boolean isHalfPair(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }
}
