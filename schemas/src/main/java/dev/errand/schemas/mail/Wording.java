package dev.errand.schemas.mail;

import java.util.Optional;

/**
 * What people read in a mailbox, and which characters it may have: asked alike where a command is
 * taken and where it runs. Half of a surrogate pair is nowhere welcome.
 */
public enum Wording {
  /** Lines and tabs, of any length. */
  BODY,

  SUBJECT,

  /** Of who writes or gets a mail. */
  PERSON,

  /** Of a thing, to be found by it in a list. */
  NAME,

  /** Outlook would take away spaces around it. */
  FOLDER;

  /** In the units of UTF-16, in which Outlook counts: most emoji are two. */
  public static final int LONGEST = 255;

  /** Why a text may not be that. */
  public Optional<Refusal> refusal(String text) {
    return switch (this) {
      case BODY -> inAText(text);
      case SUBJECT -> inALine(text);
      case PERSON -> inAPlainLine(text);
      case NAME -> inAPlainLine(text).or(() -> notBlank(text));
      case FOLDER ->
          inAPlainLine(text).or(() -> notBlank(text)).or(() -> withoutSpacesAround(text));
    };
  }

  private static Optional<Refusal> inAText(String text) {
    return Refusal.CONTROL.when(
        text.codePoints()
            .anyMatch(
                c ->
                    (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                        || isHalfPair(c)));
  }

  private static Optional<Refusal> inALine(String text) {
    return Refusal.TOO_LONG
        .when(text.length() > LONGEST)
        .or(() -> Refusal.CONTROL.when(text.codePoints().anyMatch(Wording::breaksALine)));
  }

  private static Optional<Refusal> inAPlainLine(String text) {
    return inALine(text)
        .or(() -> Refusal.DIRECTION.when(text.codePoints().anyMatch(Wording::turnsDirection)));
  }

  private static Optional<Refusal> notBlank(String text) {
    return Refusal.BLANK.when(text.codePoints().allMatch(Wording::isSpace));
  }

  private static Optional<Refusal> withoutSpacesAround(String text) {
    return Refusal.SPACES_AROUND.when(
        isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length())));
  }

  /** What ends a line, moves a cursor, or is a control character in any other way. */
  private static boolean breaksALine(int c) {
    return Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || isHalfPair(c);
  }

  /** Embeddings, overrides and isolates: they show {@code exe.txt} for {@code txt.exe}. */
  private static boolean turnsDirection(int c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
  }

  private static boolean isHalfPair(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  /** Why not; as the end of a sentence, and never with anything of the text in it. */
  public enum Refusal {
    TOO_LONG("is longer than 255 characters, where most emoji count as two", "Shorten it."),
    CONTROL("has control characters, or others that do not belong there", "Leave them out."),
    DIRECTION("has characters that turn the direction of writing", "Leave them out."),
    BLANK("has nothing but spaces in it", "Write something."),
    SPACES_AROUND("begins or ends with a space", "Leave the spaces out.");

    private final String why;
    private final String nextStep;

    Refusal(String why, String nextStep) {
      this.why = why;
      this.nextStep = nextStep;
    }

    private Optional<Refusal> when(boolean so) {
      return so ? Optional.of(this) : Optional.empty();
    }

    public String why() {
      return why;
    }

    public String nextStep() {
      return nextStep;
    }
  }
}
