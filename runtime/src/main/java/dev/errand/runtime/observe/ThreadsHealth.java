package dev.errand.runtime.observe;

import dev.errand.pipeline.engine.Engine;
import dev.errand.runtime.kafka.CommandConsumer;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Alive is whose threads are: the one that takes commands in and the one that writes what became of
 * them. All else passes by itself, so that a restart would only make it worse.
 */
public final class ThreadsHealth implements HealthIndicator {

  private final Engine engine;
  private final CommandConsumer consumer;

  public ThreadsHealth(Engine engine, CommandConsumer consumer) {
    this.engine = engine;
    this.consumer = consumer;
  }

  @Override
  public Health health() {
    if (consumer.died()) {
      return Health.down().withDetail("reason", "the consumer's thread has died").build();
    }
    if (!engine.writes()) {
      return Health.down().withDetail("reason", "the thread of the group commit has died").build();
    }
    return Health.up().build();
  }
}
