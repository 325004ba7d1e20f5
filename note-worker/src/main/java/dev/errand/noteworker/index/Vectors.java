package dev.errand.noteworker.index;

/**
 * Vectors as they are stored: each number in one byte, scaled so that the largest is 127. Only
 * directions are compared, so the scale of each need not be known.
 */
final class Vectors {

  static final int SIZE = 384;

  private Vectors() {}

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
   * 1 is the same direction, 0 has nothing to do with it: the cosine.
   *
   * @param length of the other, which many are compared with
   */
  static double closeness(byte[] one, byte[] other, double length) {
    int product = 0;
    int square = 0;
    for (int i = 0; i < SIZE; i++) {
      int number = one[i];
      product += number * other[i];
      square += number * number;
    }
    return square == 0 ? 0 : product / (Math.sqrt(square) * length);
  }

  /** Of nothing 1, so that nothing is close to it. */
  static double length(byte[] vector) {
    int square = 0;
    for (byte number : vector) {
      square += number * number;
    }
    return Math.max(1, Math.sqrt(square));
  }
}
