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

  /** It is due for the refresher. */
  void makeDue(UserId user, Provider provider) {
    change("refresh_due_at = now() - interval '1 hour'", user, provider);
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
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
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
