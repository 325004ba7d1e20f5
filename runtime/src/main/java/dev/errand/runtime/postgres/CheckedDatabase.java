package dev.errand.runtime.postgres;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that has the tables of this build, and shuts one user off from another. */
record CheckedDatabase(int version) {

  private static final Logger log = LoggerFactory.getLogger(CheckedDatabase.class);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * Waits for the tables, then looks at them.
   *
   * @throws IllegalStateException if they do not come in time, or leave a gap between users
   */
  static CheckedDatabase check(JdbcClient sql, Duration patience) {
    SchemaVersion version = new SchemaVersion(sql);
    int wanted = SchemaVersion.built();
    long end = System.nanoTime() + patience.toNanos();
    int found = version.ofDatabase();
    while (found < wanted) {
      if (System.nanoTime() >= end) {
        throw new IllegalStateException(
            "The database has migration %d, this build needs %d: run it once with the word migrate"
                .formatted(found, wanted));
      }
      log.info("The database has migration {}, this build needs {}; it waits", found, wanted);
      pause();
      found = version.ofDatabase();
    }
    new CheckIsolation(sql).check();
    return new CheckedDatabase(found);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped before the database was ready", stop);
    }
  }
}
