package dev.errand.runtime.connections;

import com.zaxxer.hikari.HikariDataSource;
import dev.errand.connections.OutOfReach;
import dev.errand.connections.UsableTokens;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;

/**
 * Asks PostgreSQL a few times a second which connections have changed, so that a token which was
 * cached before a disconnect is not used a second after it, and that who waited for a person to
 * connect again goes on at once; also while Kafka is away. While PostgreSQL does not answer, no
 * cached token is believed either.
 */
final class WatchChanges implements SmartLifecycle, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(WatchChanges.class);

  /** A fraction of the time for which {@link UsableTokens#told} is believed. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  /** Whatever is not committed by now has a number from here on. */
  private static final String HORIZON = "select pg_snapshot_xmin(pg_current_snapshot())::text";

  private static final String CHANGES =
      """
      select user_id, provider, version,
        not exists (select from connection as live where live.user_id = connection.user_id
          and live.provider = connection.provider and live.state <> 'disconnected') as ended
      from connection where changed_in >= cast(:since as xid8)
      """;

  private final JdbcClient sql;
  private final Store store;
  private final UsableTokens tokens;
  private final ConnectionChanged next;
  private final Runnable closing;
  private final SimpleAsyncTaskScheduler scheduler = new SimpleAsyncTaskScheduler();
  private @Nullable String since;
  private long began;
  private volatile @Nullable ScheduledFuture<?> watching;

  /**
   * @param next told after the cached token is dropped
   */
  WatchChanges(JdbcClient sql, Store store, UsableTokens tokens, ConnectionChanged next) {
    this(sql, store, tokens, next, () -> {});
  }

  private WatchChanges(
      JdbcClient sql, Store store, UsableTokens tokens, ConnectionChanged next, Runnable closing) {
    this.sql = sql;
    this.store = store;
    this.tokens = tokens;
    this.next = next;
    this.closing = closing;
    this.scheduler.setVirtualThreads(true);
    this.scheduler.setThreadNamePrefix("watch-changes-");
  }

  /**
   * On a connection of its own to the same database: however many wait for one of the app's, what
   * people take back is heard in time.
   */
  static WatchChanges beside(DataSource apps, UsableTokens tokens, ConnectionChanged next) {
    HikariDataSource own = OneConnection.like(apps, "changes");
    JdbcClient sql = JdbcClient.create(own);
    return new WatchChanges(
        sql, new Store(new JdbcTransactionManager(own), sql), tokens, next, own::close);
  }

  @Override
  public void start() {
    watching = scheduler.scheduleWithFixedDelay(this::ask, PAUSE);
  }

  private void ask() {
    try {
      tellChanges();
    } catch (OutOfReach away) {
      log.debug("PostgreSQL does not tell what has changed; no cached token is believed");
    } catch (RuntimeException bug) {
      log.error("It is not known which connections have changed; no cached token is believed", bug);
    }
  }

  /** Once around. What was committed before its question is told when it returns. */
  void tellChanges() {
    String from = since;
    if (from == null) {
      since = store.on(Duty.CHANGES, this::horizon);
      began = System.nanoTime();
    } else {
      store.on(Duty.CHANGES, () -> tellSince(from));
    }
  }

  /**
   * The next horizon comes first: what is committed in between is told twice, not never. The moment
   * is taken when the connection to the database is there, for which others may have been waited.
   */
  private boolean tellSince(String from) {
    long asked = System.nanoTime();
    String next = horizon();
    sql.sql(CHANGES).param("since", from).query(this::tell);
    since = next;
    tokens.told(began, asked);
    return true;
  }

  private String horizon() {
    return sql.sql(HORIZON).query(String.class).single();
  }

  private void tell(ResultSet row) throws SQLException {
    UserId user = new UserId(row.getString("user_id"));
    Provider provider = Provider.ofWireName(row.getString("provider"));
    tokens.changed(user, provider, row.getLong("version"));
    next.changed(user, provider, row.getBoolean("ended"));
  }

  @Override
  public void stop() {
    ScheduledFuture<?> task = watching;
    if (task != null) {
      task.cancel(true);
      watching = null;
    }
  }

  @Override
  public boolean isRunning() {
    return watching != null;
  }

  @Override
  public void close() {
    scheduler.close();
    closing.run();
  }
}
