package dev.errand.noteworker.index;

import dev.errand.runtime.postgres.TestDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What the processors were busy with: wall time says little on a machine that others use, too. */
record SpentTime(Duration worker, Duration database) {

  private static final String BACKENDS =
      "select pid from pg_stat_activity where usename = 'errand_worker'";

  static SpentTime until(TestDatabase database) {
    List<Long> backends = database.sql().sql(BACKENDS).query(Long.class).list();
    return new SpentTime(
        spent(ProcessHandle.current()),
        backends.stream()
            .flatMap(pid -> ProcessHandle.of(pid).stream())
            .map(SpentTime::spent)
            .reduce(Duration.ZERO, Duration::plus));
  }

  private static Duration spent(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** In milliseconds for each of so many. */
  String since(SpentTime before, int times) {
    return "processor time of each: worker %.2f ms, database %.2f ms; load average %s"
        .formatted(
            each(worker.minus(before.worker), times),
            each(database.minus(before.database), times),
            load());
  }

  private static double each(Duration all, int times) {
    return (double) all.toMillis() / times;
  }

  static String load() {
    try {
      return Files.readString(Path.of("/proc/loadavg")).strip();
    } catch (java.io.IOException noSuchSystem) {
      return String.valueOf(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }
}
