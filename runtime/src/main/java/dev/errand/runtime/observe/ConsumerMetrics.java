package dev.errand.runtime.observe;

import dev.errand.runtime.kafka.ConsumerObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The metrics of a worker's Kafka side, a public API. Thread-safe. */
public final class ConsumerMetrics implements ConsumerObserver {

  private final MeterRegistry registry;
  private final Counter misplaced;
  private final Counter recordsLost;

  public ConsumerMetrics(MeterRegistry registry) {
    this.registry = registry;
    misplaced =
        Counter.builder("errand.commands.misplaced")
            .description("Commands refused for lying in a partition that is not their user's")
            .register(registry);
    recordsLost =
        Counter.builder("errand.records.lost")
            .description(
                "Times that the next records of a partition were gone before they were read")
            .register(registry);
    var _ = dead("unreadable");
  }

  @Override
  public void buried(String code) {
    dead(code).increment();
  }

  private Counter dead(String code) {
    return Counter.builder("errand.records.dead")
        .description("Records that went to the dead topic")
        .tag("code", code)
        .register(registry);
  }

  @Override
  public void misplaced() {
    misplaced.increment();
  }

  @Override
  public void recordsLost() {
    recordsLost.increment();
  }
}
