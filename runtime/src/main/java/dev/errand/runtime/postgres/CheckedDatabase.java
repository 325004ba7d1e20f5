package dev.errand.runtime.postgres;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
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
    while (true) {
      @Nullable DataAccessException away = null;
      try {
        int found = version.ofDatabase();
        if (found >= wanted) {
          new CheckIsolation(sql).check();
          return new CheckedDatabase(found);
        }
        log.info("The database has migration {}, this build needs {}; it waits", found, wanted);
      } catch (DataAccessException thrown) {
        away = thrown;
        log.warn("The database cannot be asked for its tables; it waits", thrown);
      }
      if (System.nanoTime() >= end) {
        throw new IllegalStateException(
            away == null
                ? "The database does not have migration %d: run it once with the word migrate"
                    .formatted(wanted)
                : "The database cannot be asked for its tables",
            away);
      }
      pause();
    }
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
