package dev.errand.runtime.observe;

import dev.errand.pipeline.journal.Partition;
import dev.errand.runtime.kafka.ConsumerState;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether commands come in: the consumer polls, Kafka lets it, and nothing was lost before it. */
public final class ConsumerHealth implements HealthIndicator {

  /** More than a revoked partition may take to drain, and a hanging database to be noticed. */
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(1);

  private final BooleanSupplier runs;
  private final ConsumerState consumer;

  /**
   * Of a consumer.
   *
   * @param runs whether its thread does
   */
  public ConsumerHealth(BooleanSupplier runs, ConsumerState consumer) {
    this.runs = runs;
    this.consumer = consumer;
  }

  @Override
  public Health health() {
    Set<Partition> lost = consumer.recordsLost();
    if (!runs.getAsBoolean()) {
      return Health.outOfService().withDetail("reason", "the consumer does not run").build();
    }
    if (consumer.refused()) {
      return Health.outOfService()
          .withDetail("reason", "Kafka refuses who we are or what we ask for")
          .build();
    }
    if (!lost.isEmpty()) {
      return Health.outOfService()
          .withDetail("reason", "commands are gone from the topic before they were read")
          .withDetail("partitions", lost.toString())
          .build();
    }
    if (consumer.sinceLastBeat().compareTo(LONGEST_ROUND) > 0) {
      return Health.outOfService()
          .withDetail("reason", "the consumer's thread has not come round for a minute")
          .build();
    }
    return Health.up().build();
  }
}
