package dev.errand.runtime.connections;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;

/** A pool of one connection, set up as those of another pool are. */
final class OneConnection {

  private OneConnection() {}

  /**
   * Opened when it is first used, and again when it was lost.
   *
   * @param name what it is for, behind the name of the pool
   * @throws IllegalStateException if the pool is none of HikariCP
   */
  static HikariDataSource like(DataSource pool, String name) {
    HikariDataSource many = hikari(pool);
    HikariConfig one = new HikariConfig();
    one.setPoolName(many.getPoolName() + "-" + name);
    one.setJdbcUrl(many.getJdbcUrl());
    one.setUsername(many.getUsername());
    one.setPassword(many.getPassword());
    one.setDataSourceProperties(many.getDataSourceProperties());
    one.setConnectionInitSql(many.getConnectionInitSql());
    one.setConnectionTimeout(many.getConnectionTimeout());
    one.setMaximumPoolSize(1);
    one.setInitializationFailTimeout(-1);
    return new HikariDataSource(one);
  }

  private static HikariDataSource hikari(DataSource pool) {
    try {
      return pool.unwrap(HikariDataSource.class);
    } catch (SQLException other) {
      throw new IllegalStateException("The app's connections are not pooled by HikariCP", other);
    }
  }
}
