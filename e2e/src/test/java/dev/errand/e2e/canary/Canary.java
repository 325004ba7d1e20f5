package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** A value that is nowhere by chance: whoever finds 31 bytes of it in a row has found a leak. */
record Canary(Kind kind, byte[] value) {

  /** Shorter ones could not be told from chance when only a part of them is there. */
  static final int LEAST = 31;

  private static final SecureRandom RANDOM = new SecureRandom();

  Canary {
    if (value.length < LEAST) {
      throw new IllegalArgumentException("A canary of " + value.length + " bytes is too short");
    }
    value = value.clone();
  }

  static Canary of(Kind kind, String text) {
    return new Canary(kind, text.getBytes(UTF_8));
  }

  /** A new one of 48 letters that fit into an id, an address and a file's name. */
  static Canary fresh(Kind kind) {
    byte[] bytes = new byte[24];
    RANDOM.nextBytes(bytes);
    return of(kind, HexFormat.of().formatHex(bytes));
  }

  String text() {
    return new String(value, UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Canary canary && Arrays.equals(value, canary.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return "Canary[" + kind + "]";
  }
}
