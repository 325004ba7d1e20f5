package dev.errand.runtime.observe;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/**
 * Whether the broker answers, found out in a bounded time. A consumer does not say so: it comes
 * round also while there is nobody to poll. Thread-safe.
 */
public final class BrokerHealth implements HealthIndicator, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Map<String, Object> properties;
  private @Nullable Admin admin;

  /** Connects when it is asked for the first time. */
  public BrokerHealth(Map<String, Object> adminProperties) {
    this.properties = adminProperties;
  }

  @Override
  public Health health() {
    try {
      var _ =
          admin()
              .describeCluster(
                  new DescribeClusterOptions().timeoutMs(Math.toIntExact(PATIENCE.toMillis())))
              .clusterId()
              .get(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return Health.up().build();
    } catch (ExecutionException | TimeoutException | KafkaException away) {
      return Health.outOfService().withDetail("reason", "the broker does not answer").build();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Health.unknown().build();
    }
  }

  private synchronized Admin admin() {
    Admin known = admin;
    if (known == null) {
      known = Admin.create(properties);
      admin = known;
    }
    return known;
  }

  @Override
  public synchronized void close() {
    if (admin != null) {
      admin.close(Duration.ZERO);
    }
  }
}
