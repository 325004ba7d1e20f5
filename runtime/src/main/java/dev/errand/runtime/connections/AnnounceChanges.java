package dev.errand.runtime.connections;

import dev.errand.connections.Connection;
import dev.errand.connections.OutOfReach;
import dev.errand.runtime.connections.Announcements.NotTold;
import dev.errand.runtime.postgres.Duty;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.data.domain.Limit;

/**
 * Tells every change of a connection at least once, after its commit: right away, and what was not
 * told for good (a crash, a broker away) when {@link #catchUp} is called. Safe for use by many
 * threads and processes.
 */
final class AnnounceChanges {

  private static final Logger log = LoggerFactory.getLogger(AnnounceChanges.class);

  /** Younger ones are on their way. */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(10);

  private static final Limit BATCH = Limit.of(200);

  private final Announcements announcements;
  private final ConnectionRows rows;
  private final Store store;
  private final Executor threads;
  private final Clock clock;

  AnnounceChanges(
      Announcements announcements,
      ConnectionRows rows,
      Store store,
      Executor threads,
      Clock clock) {
    this.announcements = announcements;
    this.rows = rows;
    this.store = store;
    this.threads = threads;
    this.clock = clock;
  }

  /** Returns at once. */
  void announce(Connection connection) {
    threads.execute(() -> tell(connection));
  }

  void catchUp() {
    List<Connection> late =
        store.on(
            Duty.CHANGES,
            () ->
                rows.unannounced(clock.instant().minus(ON_ITS_WAY), BATCH).stream()
                    .map(ConnectionRow::connection)
                    .toList());
    late.forEach(this::tell);
  }

  private void tell(Connection connection) {
    try {
      announcements.tell(connection);
      remember(connection);
    } catch (NotTold | OutOfReach failed) {
      log.atWarn()
          .addKeyValue("userId", connection.user())
          .addKeyValue("provider", connection.provider().wireName())
          .log(
              "A change of a connection was not announced ({}); it is tried again",
              failed.getMessage());
    }
  }

  /**
   * If a newer version was told before this one, the topic now ends with the older: then the newest
   * is told once more.
   */
  private void remember(Connection connection) {
    UUID id = connection.id().value();
    long version = connection.version();
    store.as(
        connection.user(),
        () -> rows.announced(id, version) == 1 ? 1 : rows.announceAgain(id, version));
  }
}
