package dev.errand.runtime.postgres;

import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** What every app needs of the database, and a look at it before anything else is done there. */
@AutoConfiguration(
    afterName = {
      "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
      "org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
      "org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration"
    })
@ConditionalOnBean(JdbcClient.class)
public class PostgresAutoConfiguration {

  /** So long an app waits for whoever migrates. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Bean
  Acting acting(PlatformTransactionManager transactions, JdbcClient sql) {
    return new Acting(transactions, sql);
  }

  @Bean
  @DependsOnDatabaseInitialization
  CheckedDatabase checkedDatabase(JdbcClient sql) {
    return CheckedDatabase.check(sql, PATIENCE);
  }
}
