package dev.errand.runtime.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** However loud an operator makes the log, it does not begin to print headers and bodies. */
class DiscreetLoggersTest {

  private static final LoggerContext LOGGING = (LoggerContext) LoggerFactory.getILoggerFactory();

  private final ConfigurableApplicationContext app =
      new SpringApplicationBuilder(Nothing.class)
          .web(WebApplicationType.NONE)
          .properties("logging.level.root=trace", "spring.main.banner-mode=off")
          .run();

  static class Nothing {}

  @AfterEach
  void asBefore() throws Exception {
    app.close();
    LOGGING.reset();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(LOGGING);
    configurator.doConfigure(getClass().getResource("/logback.xml"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.hc.client5.http.wire",
        "org.apache.hc.client5.http.headers",
        "org.apache.coyote.http11.Http11InputBuffer",
        "org.springframework.web.client.RestClient",
        "org.springframework.security.web.FilterChainProxy",
        "org.springframework.jdbc.core.StatementCreatorUtils",
        "org.hibernate.orm.jdbc.bind",
        "org.postgresql.core.v3.QueryExecutorImpl",
        "a.library.that.is.added.tomorrow"
      })
  void whoPrintsWhatPassesThroughItIsHeardFromInfoOnWhateverItsLevel(String name) {
    Logger logger = LoggerFactory.getLogger(name);
    LOGGING.getLogger(name).setLevel(Level.TRACE);

    assertThat(logger.isTraceEnabled()).isFalse();
    assertThat(logger.isDebugEnabled()).isFalse();
    assertThat(logger.isInfoEnabled()).isTrue();
  }

  @Test
  void oursAreHeardAtTheLevelTheyAreSetTo() {
    Logger ours = LoggerFactory.getLogger("dev.errand.pipeline.engine.RunLane");

    assertThat(ours.isTraceEnabled()).isTrue();
    LOGGING.getLogger("dev.errand").setLevel(Level.WARN);
    assertThat(ours.isInfoEnabled()).isFalse();
  }

  @Test
  void itHoldsAlsoWhenLoggingIsSetUpAnew() {
    LOGGING.reset();

    assertThat(LOGGING.getTurboFilterList()).hasAtLeastOneElementOfType(DiscreetLoggers.class);
  }
}
