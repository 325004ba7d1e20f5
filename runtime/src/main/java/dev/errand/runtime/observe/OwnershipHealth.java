package dev.errand.runtime.observe;

import dev.errand.pipeline.engine.Engine;
import dev.errand.runtime.kafka.ConsumerState;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Ready is who owns something: else no command is run here. So a worker that Kafka gives nothing,
 * because there are more of them than partitions, is not ready either; have fewer.
 */
public final class OwnershipHealth implements HealthIndicator {

  private final Engine engine;
  private final ConsumerState consumer;

  public OwnershipHealth(Engine engine, ConsumerState consumer) {
    this.engine = engine;
    this.consumer = consumer;
  }

  @Override
  public Health health() {
    int assigned = consumer.assigned().size();
    long owned = consumer.assigned().stream().filter(engine::owns).count();
    Health.Builder health =
        owned > 0
            ? Health.up()
            : Health.outOfService()
                .withDetail(
                    "reason",
                    assigned == 0
                        ? "Kafka has given it no partition: it has just begun, or there are more"
                            + " workers than partitions"
                        : "none of its partitions could be taken over from the journal");
    return health.withDetail("assigned", assigned).withDetail("owned", owned).build();
  }
}
