package dev.errand.runtime.connections;

import io.micrometer.core.instrument.MeterRegistry;

/** The metrics of token refreshes, for tests of other packages. */
public final class RefreshNames {

  private RefreshNames() {}

  /** Registers them, as every app does that opens tokens. */
  public static void register(MeterRegistry registry) {
    var _ = new RefreshCounter(registry);
  }
}
