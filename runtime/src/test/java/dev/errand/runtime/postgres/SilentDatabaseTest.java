package dev.errand.runtime.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that says nothing at all must not stop whoever asked it for ever. */
class SilentDatabaseTest {

  private static final String SETTING =
      "spring.datasource.hikari.data-source-properties.socketTimeout";

  private final LocalDatabase database = LocalPostgres.shared().freshDatabase();
  private final ApplicationContextRunner app =
      new ApplicationContextRunner()
          .withPropertyValues("spring.config.import=classpath:errand-runtime.yaml")
          .withPropertyValues(
              database.springProperties().entrySet().stream()
                  .map(each -> each.getKey() + "=" + each.getValue())
                  .toArray(String[]::new))
          .withInitializer(new ConfigDataApplicationContextInitializer())
          .withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class));

  @Test
  void eachApplicationGivesItUp() {
    app.run(
        context -> {
          String seconds = context.getEnvironment().getRequiredProperty(SETTING);
          assertThat(Duration.ofSeconds(Long.parseLong(seconds)))
              .isBetween(Duration.ofSeconds(1), Duration.ofMinutes(1));
        });
  }

  @Test
  void whatWasAskedFailsAndTheNextConnectionIsAnother() {
    app.withPropertyValues(SETTING + "=1")
        .run(
            context -> {
              JdbcClient sql = JdbcClient.create(context.getBean(HikariDataSource.class));
              assertThatThrownBy(sql.sql("select pg_sleep(50)").query()::singleValue)
                  .hasRootCauseInstanceOf(SocketTimeoutException.class);
              assertThat(sql.sql("select 1").query(Integer.class).single()).isEqualTo(1);
            });
  }
}
