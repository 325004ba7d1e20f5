package dev.errand.sandbox.graph.mailbox;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Mints ids in Exchange's shape: long, opaque, and different from each other by case alone at
 * times. What a client reads out of them is its own invention.
 */
final class Ids {

  private static final Pattern WELL_FORMED =
      Pattern.compile("A[AQ][MQk]k[A-Za-z0-9_-]{60,200}={0,2}");

  private final SplittableRandom random;
  private final byte[] mailbox = new byte[27];

  Ids(long seed) {
    random = new SplittableRandom(seed);
    random.nextBytes(mailbox);
  }

  String item() {
    return mint("AAMk", "BGAAAAAA");
  }

  String immutableItem() {
    return mint("AAkk", "ALgAAAAA");
  }

  String folder() {
    return mint("AQMk", "AuAAADAA");
  }

  String attachment() {
    return mint("AAMk", "BGAAAAEB");
  }

  String conversation() {
    return mint("AAQk", "AQAAAAAA");
  }

  String changeKey() {
    return "CQAAABYAAAD" + encoded(21);
  }

  /** As in {@code <AM6PR01MB0042...@sandbox.example>}. */
  String internetMessage(String domain) {
    return "<%016X%016X@%s>".formatted(random.nextLong(), random.nextLong(), domain);
  }

  String conversationIndex() {
    byte[] index = new byte[22];
    random.nextBytes(index);
    return Base64.getEncoder().encodeToString(index);
  }

  /** The same conversation, five bytes further on. */
  String nextInConversation(String before) {
    byte[] index = Base64.getDecoder().decode(before);
    byte[] next = Arrays.copyOf(index, index.length + 5);
    byte[] step = new byte[5];
    random.nextBytes(step);
    System.arraycopy(step, 0, next, index.length, step.length);
    return Base64.getEncoder().encodeToString(next);
  }

  static void requireWellFormed(String id) {
    if (!WELL_FORMED.matcher(id).matches()) {
      throw MailErrors.malformedId();
    }
  }

  private String mint(String prefix, String marker) {
    return prefix + Base64.getUrlEncoder().encodeToString(mailbox) + marker + encoded(30) + "AAA=";
  }

  private String encoded(int bytes) {
    ByteBuffer entropy = ByteBuffer.allocate(bytes);
    random.nextBytes(entropy.array());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(entropy.array());
  }
}
