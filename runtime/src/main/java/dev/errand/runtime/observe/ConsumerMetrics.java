package dev.errand.runtime.observe;

import dev.errand.pipeline.engine.Engine;
import dev.errand.runtime.kafka.ConsumerObserver;
import dev.errand.runtime.kafka.ConsumerState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

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

  /**
   * Watches the state of a worker.
   *
   * @param readiness what must be up for it to be ready; asked at each scrape
   */
  public void watch(ConsumerState consumer, Engine engine, List<HealthIndicator> readiness) {
    gauge(
        "errand.partitions.assigned",
        "Partitions that Kafka gives to this worker",
        () -> consumer.assigned().size());
    gauge(
        "errand.partitions.owned",
        "Those of them that it has taken over",
        () -> consumer.assigned().stream().filter(engine::owns).count());
    gauge(
        "errand.partitions.lost",
        "Partitions not read any further, because their next records are gone",
        () -> consumer.recordsLost().size());
    gauge(
        "errand.ready",
        "1 if the worker is ready, else 0",
        () -> readiness.stream().allMatch(ConsumerMetrics::isUp) ? 1 : 0);
  }

  private static boolean isUp(HealthIndicator indicator) {
    Health health = indicator.health();
    return health != null && health.getStatus().equals(Status.UP);
  }

  private void gauge(String name, String description, Supplier<Number> value) {
    Gauge.builder(name, value).description(description).register(registry);
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
