package dev.errand.mailworker.letter;

/** Names that a person gives to things in their mailbox and reads in lists. */
public final class ShownName {

  private static final int LONGEST = 255;

  private ShownName() {}

  /**
   * The name, unchanged.
   *
   * @throws dev.errand.pipeline.OperationStopped if it is not one plain line with something on it
   */
  public static String of(String name) {
    if (name.codePoints().allMatch(ShownName::isSpace)
        || name.length() > LONGEST
        || !Characters.plainLine(name)) {
      throw Invalid.because(
          "A name is not one plain line of at most 255 characters.", "Give another name.");
    }
    return name;
  }

  /** As {@link #of}, but without spaces around it: Outlook would take them away. */
  public static String ofFolder(String name) {
    if (isSpace(of(name).codePointAt(0)) || isSpace(name.codePointBefore(name.length()))) {
      throw Invalid.because(
          "The name of a folder begins or ends with a space.", "Leave the spaces out.");
    }
    return name;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
