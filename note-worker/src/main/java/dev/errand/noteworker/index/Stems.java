package dev.errand.noteworker.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.stream.IntStream;

/**
 * Stems of words as they are stored: of each the first four bytes of its SHA-256, without an order.
 *
 * <p>Two stems in four thousand million have the same: of somebody who uses 50,000 different ones,
 * one query of a word in 20,000 or so finds a note that does not have it.
 */
final class Stems {

  static final int SIZE = 4;

  private Stems() {}

  /** Each once. */
  static byte[] packed(Collection<String> stems) {
    int[] hashes = hashes(stems).toArray();
    ByteBuffer packed = ByteBuffer.allocate(hashes.length * SIZE);
    packed.asIntBuffer().put(hashes);
    return packed.array();
  }

  static IntStream hashes(Collection<String> stems) {
    MessageDigest digest = sha256();
    return stems.stream()
        .mapToInt(
            stem -> ByteBuffer.wrap(digest.digest(stem.getBytes(StandardCharsets.UTF_8))).getInt())
        .distinct();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
