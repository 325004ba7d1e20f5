package dev.errand.schemas;

/** A place in a list, as it is said. */
public final class Ordinal {

  private Ordinal() {}

  /** {@code 1st}, {@code 2nd}, {@code 13th}, from one on. */
  public static String of(int place) {
    boolean teen = place / 10 % 10 == 1;
    return place
        + switch (teen ? 0 : place % 10) {
          case 1 -> "st";
          case 2 -> "nd";
          case 3 -> "rd";
          default -> "th";
        };
  }
}
