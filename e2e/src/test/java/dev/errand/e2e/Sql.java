package dev.errand.e2e;

import dev.errand.local.LocalDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A look into the database of a stack, as its superuser, whom no policy binds. */
public final class Sql {

  private Sql() {}

  /** On a connection of its own for each statement: it survives a database that is killed. */
  public static JdbcClient on(LocalDatabase database) {
    return JdbcClient.create(
        new DriverManagerDataSource(database.jdbcUrl(), database.user(), database.password()));
  }
}
