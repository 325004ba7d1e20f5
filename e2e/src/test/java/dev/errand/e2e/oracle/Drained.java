package dev.errand.e2e.oracle;

import dev.errand.local.LocalDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * After all has ended nothing is left behind in the journal, and all results have been published.
 *
 * @param rows what is left, by what it is
 */
public record Drained(Map<String, Long> rows) implements Oracle {

  private static final Map<String, String> QUESTIONS =
      Map.of(
          "commands that have not ended", "select count(*) from pending",
          "START markers", "select count(*) from attempt",
          "parks", "select count(*) from park",
          "results that were not published",
              "select coalesce(sum(result_seq - published_seq), 0) from lane_position");

  public Drained {
    rows = Map.copyOf(rows);
  }

  /** As it is now in that database. */
  public static Drained now(LocalDatabase database) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement()) {
      Map<String, Long> rows = new LinkedHashMap<>();
      for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
        try (ResultSet answer = statement.executeQuery(question.getValue())) {
          answer.next();
          rows.put(question.getKey(), answer.getLong(1));
        }
      }
      return new Drained(rows);
    } catch (SQLException e) {
      throw new IllegalStateException("The journal cannot be read", e);
    }
  }

  @Override
  public Stream<String> violations() {
    return rows.entrySet().stream()
        .filter(each -> each.getValue() != 0)
        .map(each -> "%d %s are left in the journal".formatted(each.getValue(), each.getKey()));
  }
}
