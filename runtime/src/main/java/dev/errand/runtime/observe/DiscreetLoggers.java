package dev.errand.runtime.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * At DEBUG and TRACE nobody speaks but those of whom it is known that they tell no secret and
 * nothing that people wrote. HTTP clients, servers and drivers print headers, bodies and parameters
 * there; those that will be added one day do too, so it is not the talkative ones that are listed.
 *
 * <p>No setting of a level changes that. Thread-safe; where a level is off, which is nearly always,
 * it costs two comparisons.
 */
final class DiscreetLoggers extends TurboFilter {

  /** {@code CanariesTest} hears each of them at TRACE while everything goes wrong. */
  private static final List<String> DISCREET =
      List.of(
          "dev.errand",
          "com.zaxxer.hikari",
          "org.apache.kafka",
          "org.flywaydb",
          // Statements without their parameters.
          "org.hibernate.SQL",
          "org.springframework.kafka",
          "org.springframework.transaction");

  private final Map<Logger, Boolean> discreet = new ConcurrentHashMap<>();

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] arguments,
      @Nullable Throwable thrown) {
    boolean told = level.levelInt >= Level.INFO_INT;
    if (told || level.levelInt < logger.getEffectiveLevel().levelInt) {
      return FilterReply.NEUTRAL;
    }
    return isDiscreet(logger) ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private boolean isDiscreet(Logger logger) {
    return discreet.computeIfAbsent(
        logger,
        one ->
            DISCREET.stream()
                .anyMatch(
                    name -> one.getName().equals(name) || one.getName().startsWith(name + ".")));
  }
}
