package dev.errand.e2e.sends;

import java.util.Properties;

/**
 * How many mails are sent, and by how many.
 *
 * @param mails of each person in a wave
 * @param waves each with other faults for everybody
 * @param seed of which fault meets whom
 */
record SendSettings(int people, int mails, int waves, long seed) {

  private static final int MAILS = 2;
  private static final int MANY = 500;

  /**
   * As {@code -Derrand.sends=10000} and {@code -Derrand.sends.seed=42} say. Without them, and at
   * the least, it is the short form: each fault once, with a seed of its own each time.
   */
  static SendSettings of(Properties properties, int faults, long ownSeed) {
    int sends = Integer.parseInt(properties.getProperty("errand.sends", "0"));
    int people = sends <= MAILS * MANY ? faults : MANY;
    return new SendSettings(
        people,
        MAILS,
        Math.max(1, Math.ceilDiv(sends, MAILS * people)),
        Long.parseLong(properties.getProperty("errand.sends.seed", Long.toString(ownSeed))));
  }

  /** Then the worker is killed now and then, too. */
  boolean isLong() {
    return waves > 1;
  }

  int sends() {
    return people * mails * waves;
  }

  /** How to have the same run again. */
  String again() {
    return "-Derrand.sends=%d -Derrand.sends.seed=%d".formatted(sends(), seed);
  }
}
