package dev.errand.runtime.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A fresh database with all tables.
 *
 * @param address for the owner, who is a superuser here: a test sees and changes all rows with it
 */
public record TestDatabase(LocalDatabase address) {

  public static TestDatabase migrated() {
    return new TestDatabase(LocalPostgres.shared().freshDatabase()).migrate("latest");
  }

  /** Brings its tables to that version. */
  public TestDatabase migrate(String version) {
    try (HikariDataSource owner = pool(address)) {
      var _ = Flyway.configure().dataSource(owner).target(version).load().migrate();
    }
    return this;
  }

  /** Its name on its server. */
  String name() {
    return address.jdbcUrl().substring(address.jdbcUrl().lastIndexOf('/') + 1);
  }

  /** Connections of that role, as an app has them. */
  public HikariDataSource as(String role) {
    return pool(address.as(role));
  }

  /** The owner's statements. */
  public JdbcClient sql() {
    return JdbcClient.create(
        new DriverManagerDataSource(address.jdbcUrl(), address.user(), address.password()));
  }

  private static HikariDataSource pool(LocalDatabase role) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(role.jdbcUrl());
    config.setUsername(role.user());
    config.setPassword(role.password());
    config.setMaximumPoolSize(6);
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    return new HikariDataSource(config);
  }
}
