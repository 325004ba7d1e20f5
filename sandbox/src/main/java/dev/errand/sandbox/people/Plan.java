package dev.errand.sandbox.people;

import java.util.Locale;

/** Plan of a Notion workspace; decides its request limit. */
public enum Plan {
  FREE,
  PLUS,
  BUSINESS,
  ENTERPRISE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Plan of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
