package dev.errand.e2e.crash;

import dev.errand.local.LocalDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What the journal and the store say of who owns what. */
final class Owners {

  private final LocalDatabase database;

  Owners(LocalDatabase database) {
    this.database = database;
  }

  /** How many partitions each engine owns. */
  Map<UUID, Integer> of(String topic) {
    return rows(
        "select owner, count(*) from lane_owner where owner is not null and topic = '%s' group by 1"
            .formatted(topic));
  }

  /** Whether somebody waits for a lock that another transaction holds. */
  boolean somebodyWaits() {
    return number("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") > 0;
  }

  /** Whether some process has the refresh of a token in hand. */
  boolean leased() {
    return number(
            "select count(*) from refresh_lease where owner is not null and until >"
                + " clock_timestamp()")
        > 0;
  }

  /** Whether this user has to connect again. */
  boolean mustReconnect(String user, String provider) {
    return number(
            "select count(*) from connection where state = 'reconnect_needed' and user_id = '%s' and provider = '%s'"
                .formatted(user, provider))
        > 0;
  }

  long number(String query) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet answer = statement.executeQuery()) {
      answer.next();
      return answer.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Map<UUID, Integer> rows(String query) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet answer = statement.executeQuery()) {
      Map<UUID, Integer> rows = new HashMap<>();
      while (answer.next()) {
        rows.put(answer.getObject(1, UUID.class), answer.getInt(2));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
