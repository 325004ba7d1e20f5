package dev.errand.connections;

/** What a sealed secret is for: one sealed for one purpose does not open for another. */
enum Purpose {
  ACCESS_TOKEN("access"),
  REFRESH_TOKEN("refresh"),
  PKCE_VERIFIER("verifier");

  private final String wireName;

  Purpose(String wireName) {
    this.wireName = wireName;
  }

  String wireName() {
    return wireName;
  }
}
