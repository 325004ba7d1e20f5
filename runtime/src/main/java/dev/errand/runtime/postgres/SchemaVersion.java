package dev.errand.runtime.postgres;

import java.io.IOException;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The number of the newest migration: of this build, and of the database. */
final class SchemaVersion {

  private static final String MIGRATED =
      "select coalesce(max(version::integer), 0) from flyway_schema_history where success";

  private final JdbcClient sql;

  SchemaVersion(JdbcClient sql) {
    this.sql = sql;
  }

  static int built() {
    try {
      Resource[] migrations =
          new PathMatchingResourcePatternResolver().getResources("classpath:db/migration/V*.sql");
      return Stream.of(migrations)
          .map(migration -> Objects.requireNonNull(migration.getFilename()))
          .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
          .max()
          .orElseThrow();
    } catch (IOException unreadable) {
      throw new IllegalStateException("This build does not hold its migrations", unreadable);
    }
  }

  /** Zero if it was never migrated, or cannot be asked. */
  int ofDatabase() {
    try {
      return sql.sql(MIGRATED).query(Integer.class).single();
    } catch (DataAccessException notThere) {
      return 0;
    }
  }
}
