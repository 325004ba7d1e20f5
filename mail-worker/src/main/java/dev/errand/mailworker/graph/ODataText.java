package dev.errand.mailworker.graph;

/** Text inside a {@code $filter}. */
public final class ODataText {

  private ODataText() {}

  /** In quotes, with the quotes in it doubled: it cannot end the text early. */
  public static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
