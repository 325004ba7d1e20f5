package dev.errand.bench;

import dev.errand.local.LocalDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What the tables say of tokens that are due for refresh, read from outside. */
final class DueTokens {

  private static final String DUE =
      "from connection where state = 'active' and refresh_due_at <= now()";

  private final LocalDatabase database;

  DueTokens(LocalDatabase database) {
    this.database = database;
  }

  long count() {
    return number("select count(*) " + DUE);
  }

  /** How long the one that waits longest is due; 0 if none is. */
  long oldestSeconds() {
    return number("select coalesce(extract(epoch from now() - min(refresh_due_at)), 0) " + DUE);
  }

  /** When the token of each user ends. */
  Map<String, Instant> ends() {
    Map<String, Instant> ends = new HashMap<>();
    asked(
        "select user_id, expires_at from connection where expires_at is not null",
        row -> {
          while (row.next()) {
            ends.put(row.getString(1), row.getTimestamp(2).toInstant());
          }
          return 0L;
        });
    return ends;
  }

  private long number(String question) {
    return asked(
        question,
        row -> {
          var _ = row.next();
          return row.getLong(1);
        });
  }

  private long asked(String question, Reading reading) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      return reading.of(answer);
    } catch (SQLException e) {
      throw new IllegalStateException("The connections cannot be read", e);
    }
  }

  private interface Reading {
    long of(ResultSet rows) throws SQLException;
  }
}
