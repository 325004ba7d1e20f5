package dev.errand.noteworker.notion;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The spellings of an id: Notion takes a UUID with or without its dashes. */
public final class PageId {

  private static final Pattern DASHED =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern BARE =
      Pattern.compile("([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})");

  private PageId() {}

  /** The id in the one spelling that Notion answers with, if it is one. */
  public static Optional<String> read(String text) {
    String id = text.strip().toLowerCase(Locale.ROOT);
    if (DASHED.matcher(id).matches()) {
      return Optional.of(id);
    }
    var bare = BARE.matcher(id);
    return bare.matches() ? Optional.of(bare.replaceFirst("$1-$2-$3-$4-$5")) : Optional.empty();
  }
}
