package dev.errand.e2e.chaos;

import java.time.Duration;
import java.util.Locale;
import java.util.Properties;

/**
 * How long and how hard a run is.
 *
 * @param faults how long things break; before and after it all is well
 * @param seed of all that is left to chance
 */
record ChaosSettings(Duration faults, int people, int commands, long seed) {

  private static final Duration SHORT = Duration.ofMinutes(1);
  private static final Duration LONG = Duration.ofMinutes(5);

  /**
   * As {@code -Derrand.chaos=20m}, {@code -Derrand.chaos.people=500}, {@code
   * -Derrand.chaos.commands=20000} and {@code -Derrand.chaos.seed=42} say. Without them it is the
   * short form, with a seed of its own each time.
   */
  static ChaosSettings of(Properties properties, long ownSeed) {
    String time = properties.getProperty("errand.chaos", "");
    Duration faults = time.isEmpty() ? SHORT : Duration.parse("PT" + time.toUpperCase(Locale.ROOT));
    boolean isLong = faults.compareTo(LONG) >= 0;
    return new ChaosSettings(
        faults,
        Integer.parseInt(properties.getProperty("errand.chaos.people", isLong ? "500" : "40")),
        Integer.parseInt(properties.getProperty("errand.chaos.commands", isLong ? "20000" : "700")),
        Long.parseLong(properties.getProperty("errand.chaos.seed", Long.toString(ownSeed))));
  }

  /** How to have the same run again. */
  String again() {
    return "-Derrand.chaos=%ds -Derrand.chaos.people=%d -Derrand.chaos.commands=%d -Derrand.chaos.seed=%d"
        .formatted(faults.toSeconds(), people, commands, seed);
  }
}
