package dev.errand.runtime.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.errand.local.LocalDatabase;
import dev.errand.local.LocalPostgres;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** A fresh database with the journal's tables. */
final class TestDatabase {

  private TestDatabase() {}

  static HikariDataSource migrated() {
    LocalDatabase database = LocalPostgres.shared().freshDatabase();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(database.jdbcUrl());
    config.setUsername(database.user());
    config.setPassword(database.password());
    config.setMaximumPoolSize(6);
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    HikariDataSource pool = new HikariDataSource(config);
    var _ = Flyway.configure().dataSource(pool).load().migrate();
    return pool;
  }
}
