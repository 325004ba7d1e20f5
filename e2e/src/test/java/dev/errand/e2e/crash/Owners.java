package dev.errand.e2e.crash;

import dev.errand.local.LocalDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
    Map<UUID, Integer> shares = new HashMap<>();
    owned(topic).forEach(each -> shares.merge(each.owner(), 1, Integer::sum));
    return shares;
  }

  /**
   * One partition that somebody owns.
   *
   * @param epoch grows each time it is claimed
   */
  record Owned(int partition, UUID owner, long epoch) {}

  List<Owned> owned(String topic) {
    return rows(
        "select part, owner, epoch from lane_owner where owner is not null and topic = '%s'"
            .formatted(topic),
        row -> new Owned(row.getInt(1), row.getObject(2, UUID.class), row.getLong(3)));
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

  /** How often a user's connection was changed: each refresh that is stored does it once. */
  long version(String user, String provider) {
    return number(
        "select max(version) from connection where user_id = '%s' and provider = '%s'"
            .formatted(user, provider));
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

  private interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> rows(String query, Row<T> row) {
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet answer = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (answer.next()) {
        rows.add(row.read(answer));
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
