package dev.errand.e2e.oracle;

import dev.errand.e2e.Sql;
import dev.errand.local.LocalDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

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
    JdbcClient sql = Sql.on(database);
    Map<String, Long> rows = new LinkedHashMap<>();
    QUESTIONS.forEach(
        (what, question) -> rows.put(what, sql.sql(question).query(Long.class).single()));
    return new Drained(rows);
  }

  @Override
  public Stream<String> violations() {
    return rows.entrySet().stream()
        .filter(each -> each.getValue() != 0)
        .map(each -> "%d %s are left in the journal".formatted(each.getValue(), each.getKey()));
  }
}
