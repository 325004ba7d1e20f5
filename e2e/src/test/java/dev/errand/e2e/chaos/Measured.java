package dev.errand.e2e.chaos;

import dev.errand.e2e.Sql;
import dev.errand.e2e.oracle.Resources;
import dev.errand.local.drive.RunningJvm;
import dev.errand.local.stack.AppProcess;
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
    all.put(
        "postgres",
        new Resources(
            0,
            0,
            0,
            Math.toIntExact(
                Sql.on(stack.stack().database()).sql(CLIENTS).query(Long.class).single())));
    return all;
  }
}
