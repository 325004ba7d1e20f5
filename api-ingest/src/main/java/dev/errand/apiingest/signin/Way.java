package dev.errand.apiingest.signin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How people may sign in. */
enum Way {
  /** With whatever issuer of OpenID Connect the operator trusts; its subjects are user ids. */
  OIDC,
  MICROSOFT,
  /** Signing in there is a consent too: it connects Notion. */
  NOTION;

  /** The name in addresses and settings. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Way> ofWireName(String name) {
    return Arrays.stream(values()).filter(way -> way.wireName().equals(name)).findFirst();
  }
}
