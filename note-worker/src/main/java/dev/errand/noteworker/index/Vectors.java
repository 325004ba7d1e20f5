package dev.errand.noteworker.index;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.UUID;

/**
 * Vectors as they are stored: each number in one byte, scaled so that the largest is 127. Only
 * directions are compared, so the scale of each need not be known.
 */
final class Vectors {

  static final int SIZE = 384;

  private static final int ID = 16;
  private static final int RECORD = ID + SIZE;

  private Vectors() {}

  /** A page and how close it is: 1 is the same direction, 0 has nothing to do with it. */
  record Scored(UUID page, double score) {}

  static byte[] packed(float[] vector) {
    float largest = 0;
    for (float number : vector) {
      largest = Math.max(largest, Math.abs(number));
    }
    byte[] packed = new byte[SIZE];
    for (int i = 0; largest > 0 && i < SIZE; i++) {
      packed[i] = (byte) Math.round(vector[i] / largest * 127);
    }
    return packed;
  }

  /** In between: as much of the one as of the other. */
  static byte[] between(byte[] one, byte[] other) {
    float[] sum = new float[SIZE];
    double ofOne = length(one);
    double ofOther = length(other);
    for (int i = 0; i < SIZE; i++) {
      sum[i] = (float) (one[i] / ofOne + other[i] / ofOther);
    }
    return packed(sum);
  }

  /**
   * Each is compared; the closest come first.
   *
   * @param all vectors, each behind the id of its page
   */
  static List<Scored> closest(byte[] all, byte[] to, double atLeast, int most) {
    double length = length(to);
    PriorityQueue<Scored> best = new PriorityQueue<>(Comparator.comparingDouble(Scored::score));
    for (int at = 0; at + RECORD <= all.length; at += RECORD) {
      double score = score(all, at + ID, to) / length;
      if (score >= atLeast && (best.size() < most || score > best.element().score())) {
        best.add(new Scored(page(all, at), score));
        if (best.size() > most) {
          best.remove();
        }
      }
    }
    List<Scored> closest = new ArrayList<>(best);
    closest.sort(Comparator.comparingDouble(Scored::score).reversed());
    return closest;
  }

  private static UUID page(byte[] all, int at) {
    ByteBuffer id = ByteBuffer.wrap(all, at, ID);
    return new UUID(id.getLong(), id.getLong());
  }

  /** The cosine, times the other's length. */
  private static double score(byte[] all, int at, byte[] to) {
    int product = 0;
    int square = 0;
    for (int i = 0; i < SIZE; i++) {
      int number = all[at + i];
      product += number * to[i];
      square += number * number;
    }
    return square == 0 ? 0 : product / Math.sqrt(square);
  }

  private static double length(byte[] vector) {
    int square = 0;
    for (byte number : vector) {
      square += number * number;
    }
    return Math.max(1, Math.sqrt(square));
  }
}
