package dev.errand.sandbox.graph.mailbox;

import java.util.Locale;

/** Whose mailbox it is. The address is compared without regard to case. */
public record Owner(String id, String name, String address) {

  boolean has(String other) {
    return address.equalsIgnoreCase(other);
  }

  String domain() {
    return domainOf(address);
  }

  static String domainOf(String address) {
    return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
  }
}
