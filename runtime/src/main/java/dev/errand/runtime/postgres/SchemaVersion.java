package dev.errand.runtime.postgres;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The number of the newest migration: of this build, and of the database. */
final class SchemaVersion {

  private static final String MIGRATED =
      "select coalesce(max(version::integer), 0) from flyway_schema_history where success";

  private static final String UNDEFINED_TABLE = "42P01";

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

  /** Zero if it was never migrated. */
  int ofDatabase() {
    try {
      return sql.sql(MIGRATED).query(Integer.class).single();
    } catch (BadSqlGrammarException refused) {
      SQLException told = refused.getSQLException();
      if (told != null && UNDEFINED_TABLE.equals(told.getSQLState())) {
        return 0;
      }
      throw refused;
    }
  }
}
