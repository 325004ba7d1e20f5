package dev.errand.local.demo;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;

/** A file that is too large for a command: more than Outlook takes in one request, too. */
final class DemoFile {

  static final String NAME = "plans.pdf";
  static final String TYPE = "application/pdf";

  private static final int BYTES = 5_000_000;

  private DemoFile() {}

  static String size() {
    return BYTES / 1_000_000 + " MB";
  }

  /** The same each time. */
  static byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    new Random(1).nextBytes(bytes);
    return bytes;
  }

  /** 64 hex digits. */
  static String sha256() {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
