package dev.errand.sandbox.admin;

import org.jspecify.annotations.Nullable;

/** Reading what was asked for. */
final class Ask {

  private Ask() {}

  static <T> T need(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return value;
  }

  static <T> T or(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }
}
