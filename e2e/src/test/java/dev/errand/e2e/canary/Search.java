package dev.errand.e2e.canary;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds any part of any canary in any encoding, in one pass over what is searched.
 *
 * <p>Each encoded canary is cut into pieces of 16 bytes, one behind the other. Wherever 31 bytes of
 * it stand in a row, one of the pieces is whole; so each place of the text is looked at as 16 bytes
 * that are a piece or not. A bit for each piece, by its hash, says no to nearly all places.
 * Immutable; for all threads.
 */
final class Search {

  static final int PIECE = 16;

  private static final int BLOCK = 1 << 20;
  private static final int CONTEXT = 160;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Map<Piece, What> pieces = new HashMap<>();
  private final long[] maybe;
  private final int shift;

  private record Piece(long low, long high) {}

  private record What(Canary canary, Encoding encoding) {}

  /**
   * A part of a canary.
   *
   * @param offset of it in what was searched
   * @param before what stands before it
   */
  record Hit(Canary canary, Encoding encoding, long offset, String before) {}

  Search(Collection<Canary> canaries) {
    for (Canary canary : canaries) {
      for (Encoding encoding : Encoding.values()) {
        encoding.of(canary.value()).forEach(text -> cut(text, new What(canary, encoding)));
      }
    }
    // Thirty-two bits for each piece: one place in thirty-two needs the map.
    int bits = 64 - Long.numberOfLeadingZeros(Math.max(64, pieces.size() * 32L));
    shift = 64 - bits;
    maybe = new long[1 << (bits - 6)];
    pieces.keySet().forEach(piece -> mark(hash(piece.low(), piece.high())));
  }

  private void cut(byte[] text, What what) {
    for (int at = 0; at + PIECE <= text.length; at += PIECE) {
      var _ = pieces.putIfAbsent(piece(text, at), what);
    }
  }

  private void mark(int bit) {
    maybe[bit >>> 6] |= 1L << bit;
  }

  int pieces() {
    return pieces.size();
  }

  /** All parts of canaries in a text. */
  List<Hit> in(byte[] text) {
    List<Hit> hits = new ArrayList<>();
    look(text, text.length, 0, hits);
    return hits;
  }

  /** The same for one that need not be in memory at once. */
  List<Hit> in(InputStream text) throws IOException {
    List<Hit> hits = new ArrayList<>();
    byte[] block = new byte[BLOCK];
    long begin = 0;
    int kept = 0;
    while (true) {
      int read = text.readNBytes(block, kept, BLOCK - kept);
      if (read == 0) {
        return hits;
      }
      int length = kept + read;
      look(block, length, begin, hits);
      kept = Math.min(length, PIECE - 1);
      System.arraycopy(block, length - kept, block, 0, kept);
      begin += length - kept;
    }
  }

  private void look(byte[] text, int length, long begin, List<Hit> hits) {
    for (int at = 0; at + PIECE <= length; at++) {
      int bit = hash((long) LONG.get(text, at), (long) LONG.get(text, at + 8));
      if ((maybe[bit >>> 6] & 1L << bit) != 0) {
        What what = pieces.get(piece(text, at));
        if (what != null) {
          hits.add(new Hit(what.canary(), what.encoding(), begin + at, before(text, at)));
        }
      }
    }
  }

  private static Piece piece(byte[] text, int at) {
    return new Piece((long) LONG.get(text, at), (long) LONG.get(text, at + 8));
  }

  private int hash(long low, long high) {
    return (int)
        ((low * 0x9E3779B97F4A7C15L ^ Long.rotateLeft(high, 32) * 0xC2B2AE3D27D4EB4FL) >>> shift);
  }

  private static String before(byte[] text, int at) {
    int from = Math.max(0, at - CONTEXT);
    return new String(text, from, at - from, ISO_8859_1).replaceAll("[^ -~]+", " ");
  }
}
