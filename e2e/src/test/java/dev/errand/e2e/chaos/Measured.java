package dev.errand.e2e.chaos;

import dev.errand.e2e.oracle.Resources;
import dev.errand.local.LocalDatabase;
import dev.errand.local.drive.RunningJvm;
import dev.errand.local.stack.AppProcess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the workers and the database use now. */
final class Measured {

  private static final String CLIENTS =
      "select count(*) from pg_stat_activity where backend_type = 'client backend'";

  private Measured() {}

  /** By the name of the process; {@code postgres} for the connections it serves to all. */
  static Map<String, Resources> now(ChaosStack stack) {
    Map<String, Resources> all = new LinkedHashMap<>();
    for (AppProcess worker : stack.workers()) {
      try (RunningJvm jvm = new RunningJvm(worker)) {
        all.put(
            worker.name(),
            new Resources(
                jvm.heapInUse(),
                jvm.threads(),
                jvm.files(),
                Math.toIntExact(jvm.metric("hikaricp_connections_active"))));
      }
    }
    all.put("postgres", new Resources(0, 0, 0, clients(stack.stack().database())));
    return all;
  }

  private static int clients(LocalDatabase database) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        var answer = statement.executeQuery(CLIENTS)) {
      answer.next();
      return answer.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL cannot be asked", e);
    }
  }
}
