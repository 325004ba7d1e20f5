package dev.errand.noteworker.operations;

/** Titles as results hold them. */
final class Titles {

  /**
   * A hundred of so many characters, of 6 bytes each as JSON, and as many addresses of 2,000, are
   * 800,000 of the 1,000,000 bytes of a result.
   */
  static final int LONGEST = 1_000;

  private Titles() {}

  /** The title, cut between characters if it is too long. */
  static String shown(String title) {
    if (title.length() <= LONGEST) {
      return title;
    }
    boolean splitsPair = Character.isHighSurrogate(title.charAt(LONGEST - 2));
    return title.substring(0, splitsPair ? LONGEST - 2 : LONGEST - 1) + "…";
  }
}
