package dev.errand.bench;

import dev.errand.local.LocalDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;

/** What the engine's tables say, read from outside. */
final class Journal {

  private final LocalDatabase database;

  Journal(LocalDatabase database) {
    this.database = database;
  }

  /** How many records of a topic have been taken in. */
  long takenIn(String topic) {
    return sum(
        "select part, coalesce(next_offset, 0) from lane_position where topic = '" + topic + "'");
  }

  /** How many of a topic have ended. */
  long ended(String topic) {
    return sum("select part, result_seq from lane_position where topic = '" + topic + "'");
  }

  /** The epoch of each partition of a topic: it grows when somebody takes it over. */
  Map<Integer, Long> epochs(String topic) {
    return byPart("select part, epoch from lane_owner where topic = '" + topic + "'");
  }

  private long sum(String question) {
    return byPart(question).values().stream().mapToLong(Long::longValue).sum();
  }

  private Map<Integer, Long> byPart(String question) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(question)) {
      Map<Integer, Long> values = new HashMap<>();
      while (answer.next()) {
        values.put(answer.getInt(1), answer.getLong(2));
      }
      return values;
    } catch (SQLException e) {
      throw new IllegalStateException("The journal cannot be read", e);
    }
  }
}
