package dev.errand.runtime.observe;

import dev.errand.pipeline.engine.Engine;
import java.util.function.BooleanSupplier;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Alive is whose threads are: the one that takes commands in and the one that writes what became of
 * them. All else passes by itself, so that a restart would only make it worse.
 */
public final class ThreadsHealth implements HealthIndicator {

  private final Engine engine;
  private final BooleanSupplier consumerDied;

  public ThreadsHealth(Engine engine, BooleanSupplier consumerDied) {
    this.engine = engine;
    this.consumerDied = consumerDied;
  }

  @Override
  public Health health() {
    if (consumerDied.getAsBoolean()) {
      return Health.down().withDetail("reason", "the consumer's thread has died").build();
    }
    if (!engine.writes()) {
      return Health.down().withDetail("reason", "the thread of the group commit has died").build();
    }
    return Health.up().build();
  }
}
