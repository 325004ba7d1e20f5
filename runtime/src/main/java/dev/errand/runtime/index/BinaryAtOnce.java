package dev.errand.runtime.index;

import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.postgresql.PGStatement;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Reads values in binary from the first time on. The driver otherwise asks for text until a
 * connection has sent a statement five times, and bytes come as hexadecimal digits. Thread-safe.
 */
final class BinaryAtOnce extends JdbcTemplate {

  /** The driver's word for it. */
  private static final int AT_ONCE = -1;

  /**
   * @param fetchSize how many rows are read at a time
   */
  BinaryAtOnce(DataSource database, int fetchSize) {
    super(database);
    setFetchSize(fetchSize);
  }

  @Override
  protected void applyStatementSettings(Statement statement) throws SQLException {
    super.applyStatementSettings(statement);
    if (statement.isWrapperFor(PGStatement.class)) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(AT_ONCE);
    }
  }
}
