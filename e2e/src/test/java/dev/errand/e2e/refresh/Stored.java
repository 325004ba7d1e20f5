package dev.errand.e2e.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.errand.local.LocalDatabase;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Connections as they are in the tables, which a test may also set. */
final class Stored {

  private final LocalDatabase database;

  Stored(LocalDatabase database) {
    this.database = database;
  }

  long version(UserId user, Provider provider) {
    return Long.parseLong(one("select max(version) from connection", user, provider));
  }

  String state(UserId user, Provider provider) {
    return one("select state from connection", user, provider);
  }

  /** Its access token ends now. */
  void expire(UserId user, Provider provider) {
    change("expires_at = now(), refresh_due_at = null", user, provider);
  }

  /** It is due for the refresher, unless another version is there by now. */
  void makeDue(UserId user, Provider provider, long version) {
    change(
        """
        refresh_due_at =
            case when version = %d then now() - interval '1 hour' else refresh_due_at end
        """
            .formatted(version),
        user,
        provider);
  }

  /** Whether each change of anybody's has been told to Kafka. */
  boolean isAllAnnounced() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("select count(*) from connection where announced < version")) {
      var _ = row.next();
      return row.getLong(1) == 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private void change(String what, UserId user, Provider provider) {
    String changed = asked("update connection set " + what, user, provider, " returning id::text");
    assertThat(changed).isNotEmpty();
  }

  private String one(String question, UserId user, Provider provider) {
    return asked(question, user, provider, "");
  }

  private String asked(String what, UserId user, Provider provider, String end) {
    String sql = what + " where user_id = ? and provider = ?" + end;
    try (Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, user.value());
      statement.setString(2, provider.wireName());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new IllegalStateException("No such connection");
        }
        return row.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
