package dev.errand.runtime.observe;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;

/**
 * Puts {@link DiscreetLoggers} before all logging of an app, right after logging was set up,
 * whatever it was set up with; and again whenever that is read anew.
 */
final class KeepSecretsOutOfLogs
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  @Override
  public int getOrder() {
    return LoggingApplicationListener.DEFAULT_ORDER + 1;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logging) {
      filter(logging);
      logging.addListener(new AfterEachReset());
    }
  }

  private static void filter(LoggerContext logging) {
    boolean missing =
        logging.getTurboFilterList().stream().noneMatch(DiscreetLoggers.class::isInstance);
    if (missing) {
      logging.addTurboFilter(new DiscreetLoggers());
    }
  }

  /** A reset takes all filters away. */
  private static final class AfterEachReset implements LoggerContextListener {

    @Override
    public boolean isResetResistant() {
      return true;
    }

    @Override
    public void onReset(LoggerContext logging) {
      filter(logging);
    }

    @Override
    public void onStart(LoggerContext logging) {}

    @Override
    public void onStop(LoggerContext logging) {}

    @Override
    public void onLevelChange(Logger logger, Level level) {}
  }
}
