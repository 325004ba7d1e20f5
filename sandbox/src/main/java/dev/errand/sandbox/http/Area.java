package dev.errand.sandbox.http;

import java.util.Locale;

/** The parts of the sandbox; each answers unknown paths in its own way. */
public enum Area {
  NOTION,
  GRAPH,
  /** Both providers' authorize and token endpoints, and those of the plain sign-in. */
  OAUTH,
  /** The sandbox's own controls: no faults, no latency, not in the ledger. */
  ADMIN;

  /** The word used in JSON: {@code notion}, {@code graph}, {@code oauth}, {@code admin}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Area of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
