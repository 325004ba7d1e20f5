package dev.errand.noteworker.index;

import dev.errand.noteworker.words.Words;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/** The words of a query, each with all that it may stem from in any language. */
final class QueryWords {

  /** Each is a bit; who asks for more asks for these. */
  static final int MOST = Integer.SIZE;

  /** No note has one of them. */
  static final QueryWords NONE = new QueryWords(List.of());

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** By its last ten bits, whether a hash may be one of these: few others get past. */
  private final long[] sieve = new long[16];

  private final Map<Integer, Integer> words = new HashMap<>();

  private QueryWords(List<SequencedSet<String>> possibleStems) {
    for (int word = 0; word < Math.min(MOST, possibleStems.size()); word++) {
      int bit = 1 << word;
      Stems.hashes(possibleStems.get(word)).forEach(hash -> add(hash, bit));
    }
  }

  static QueryWords of(String query) {
    return new QueryWords(Words.possibleStems(query));
  }

  private void add(int hash, int bit) {
    sieve[hash >>> 6 & 15] |= 1L << hash;
    words.merge(hash, bit, (one, other) -> one | other);
  }

  /**
   * Which words are there, as bits.
   *
   * @param packed as {@link Stems} packs them
   */
  int in(byte[] packed) {
    int found = 0;
    for (int at = 0; at + Stems.SIZE <= packed.length; at += Stems.SIZE) {
      int hash = (int) INT.get(packed, at);
      if ((sieve[hash >>> 6 & 15] >>> hash & 1) != 0) {
        found |= words.getOrDefault(hash, 0);
      }
    }
    return found;
  }
}
