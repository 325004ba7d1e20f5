package dev.errand.tokenrefresher;

import dev.errand.connections.DueRefreshes;
import dev.errand.connections.OutOfReach;
import dev.errand.runtime.local.LocalOnly;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The refresher, put together. */
@Configuration(proxyBeanMethods = false)
class RefresherConfiguration {

  /** A round ends within a minute even if every token endpoint is silent. */
  private static final Duration LONGEST_ROUND = Duration.ofMinutes(2);

  @Bean
  RefreshRounds refreshRounds(
      DueRefreshes due,
      RefresherProperties properties,
      LocalOnly local,
      ObjectProvider<Clock> clocks) {
    return new RefreshRounds(
        due, properties, local.localOnly(), clocks.getIfAvailable(Clock::systemUTC));
  }

  @Bean
  HealthIndicator refreshRoundsHealthIndicator(
      RefreshRounds rounds, LocalOnly local, ObjectProvider<Clock> clocks) {
    Clock clock = clocks.getIfAvailable(Clock::systemUTC);
    if (local.localOnly()) {
      return () -> Health.up().withDetail("idle", "errand.local-only").build();
    }
    return () ->
        rounds.lastRound().plus(LONGEST_ROUND).isAfter(clock.instant())
            ? Health.up().build()
            : Health.down().withDetail("lastRound", rounds.lastRound().toString()).build();
  }

  /** Asked at each scrape, so that it tells the truth also when the rounds have come to a halt. */
  @Bean
  TimeGauge oldestOverdueRefresh(DueRefreshes due, LocalOnly local, MeterRegistry registry) {
    return TimeGauge.builder(
            "errand.connections.refresh.oldest.overdue",
            () -> local.localOnly() ? 0 : overdueMillis(due),
            TimeUnit.MILLISECONDS)
        .description("How long the connection that waits longest is due for refresh")
        .register(registry);
  }

  private static double overdueMillis(DueRefreshes due) {
    try {
      return due.oldestOverdue().toMillis();
    } catch (OutOfReach away) {
      return Double.NaN;
    }
  }
}
