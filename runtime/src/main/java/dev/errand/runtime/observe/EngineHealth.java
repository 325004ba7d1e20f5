package dev.errand.runtime.observe;

import dev.errand.pipeline.engine.Engine;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Ready is who owns something: before, no command would be run here. */
public final class EngineHealth implements HealthIndicator {

  private final Engine engine;

  public EngineHealth(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Health health() {
    Health.Builder health = engine.ownsSomething() ? Health.up() : Health.outOfService();
    return health.withDetail("lanes", engine.lanes()).build();
  }
}
