package dev.errand.runtime.connections;

import dev.errand.connections.RefreshMeter;
import dev.errand.schemas.Provider;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;

/** Counts refreshes by provider and outcome: {@code errand.connections.refreshes}. */
final class RefreshCounter implements RefreshMeter {

  private final MeterRegistry registry;

  /** Every counter is there from the start, so that a rate of the first failure can be seen. */
  RefreshCounter(MeterRegistry registry) {
    this.registry = registry;
    for (Provider provider : Provider.values()) {
      for (Outcome outcome : Outcome.values()) {
        count(provider, outcome, 0);
      }
    }
  }

  @Override
  public void refreshed(Provider provider, Outcome outcome) {
    count(provider, outcome, 1);
  }

  private void count(Provider provider, Outcome outcome, int by) {
    registry
        .counter(
            "errand.connections.refreshes",
            "provider",
            provider.wireName(),
            "outcome",
            outcome.name().toLowerCase(Locale.ROOT))
        .increment(by);
  }
}
