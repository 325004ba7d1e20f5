package dev.errand.runtime.connections;

import static java.util.stream.Collectors.toMap;

import dev.errand.connections.Connection;
import dev.errand.connections.ConnectionId;
import dev.errand.connections.RefreshLeases;
import dev.errand.pipeline.CrashPoint;
import dev.errand.runtime.postgres.Duty;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Leases in PostgreSQL, by its clock alone: what the clocks of our processes say does not matter.
 */
final class PostgresLeases implements RefreshLeases {

  /** Longer than a token endpoint call may take (connect 3 s, answer 15 s). */
  private static final Duration LENGTH = Duration.ofSeconds(30);

  private static final String TAKE =
      """
      insert into refresh_lease as lease (connection_id, owner, epoch, until)
      values (:connection, :owner, 1, clock_timestamp() + make_interval(secs => :length))
      on conflict (connection_id) do update
        set owner = excluded.owner, epoch = lease.epoch + 1, until = excluded.until
        where lease.until <= clock_timestamp()
      returning epoch
      """;

  private static final String HOLDER =
      """
      select owner, extract(epoch from until - clock_timestamp()) * 1000 as millis
      from refresh_lease where connection_id = :connection
      """;

  private static final String RELEASE =
      """
      update refresh_lease
      set owner = null, until = clock_timestamp() + make_interval(secs => :rest)
      where connection_id = :connection and owner = :owner and epoch = :epoch
      """;

  /** What another instance is taking at this moment is skipped, so nobody waits for anybody. */
  private static final String TAKE_DUE =
      """
      with due as (
        select c.id from connection c left join refresh_lease l on l.connection_id = c.id
        where c.state = 'active' and c.refresh_due_at <= :now
          and (l.until is null or l.until <= clock_timestamp())
        order by c.refresh_due_at
        limit :most
        for update of c skip locked
      )
      insert into refresh_lease as lease (connection_id, owner, epoch, until)
      select id, :owner, 1, clock_timestamp() + make_interval(secs => :length) from due
      on conflict (connection_id) do update
        set owner = excluded.owner, epoch = lease.epoch + 1, until = excluded.until
        where lease.until <= clock_timestamp()
      returning connection_id, epoch
      """;

  private static final String OLDEST_DUE =
      """
      select min(refresh_due_at) from connection where state = 'active' and refresh_due_at <= :now
      """;

  private final JdbcClient jdbc;
  private final ConnectionRows rows;
  private final Store store;
  private final String owner;

  /**
   * @param owner this process, by a name that no other has
   */
  PostgresLeases(JdbcClient jdbc, ConnectionRows rows, Store store, String owner) {
    this.jdbc = jdbc;
    this.rows = rows;
    this.store = store;
    this.owner = owner;
  }

  @Override
  public Taking take(Connection connection) {
    long end = end();
    Taking taking =
        store.as(
            connection.user(),
            () ->
                jdbc.sql(TAKE)
                    .param("connection", connection.id().value())
                    .param("owner", owner)
                    .param("length", LENGTH.toSeconds())
                    .query(Long.class)
                    .optional()
                    .<Taking>map(epoch -> new Taking.Taken(lease(connection, epoch, end)))
                    .orElseGet(() -> held(connection.id())));
    if (taking instanceof Taking.Taken) {
      CrashPoint.hit(CrashPoint.LEASE_TAKEN);
    }
    return taking;
  }

  /** Of a lease that is asked for now, and so is given not sooner. */
  private static long end() {
    return System.nanoTime() + LENGTH.toNanos();
  }

  private Lease lease(Connection connection, long epoch, long end) {
    return new Lease(connection.user(), connection.id(), owner, epoch, end);
  }

  private Taking held(ConnectionId connection) {
    return jdbc.sql(HOLDER)
        .param("connection", connection.value())
        .query(
            (row, _) ->
                row.getString("owner") == null
                    ? new Taking.Resting(Duration.ofMillis(Math.max(1, row.getLong("millis"))))
                    : new Taking.Busy())
        .optional()
        .orElseGet(Taking.Busy::new);
  }

  @Override
  public void release(Lease lease, Duration rest) {
    store.as(
        lease.user(),
        () ->
            jdbc.sql(RELEASE)
                .param("connection", lease.connection().value())
                .param("owner", lease.owner())
                .param("epoch", lease.epoch())
                .param("rest", rest.toMillis() / 1000.0)
                .update());
  }

  @Override
  public List<Leased> takeDue(Instant now, int max) {
    long end = end();
    List<Leased> taken =
        store.on(
            Duty.REFRESH,
            () -> {
              Map<UUID, Long> epochs =
                  jdbc
                      .sql(TAKE_DUE)
                      .param("now", utc(now))
                      .param("most", max)
                      .param("owner", owner)
                      .param("length", LENGTH.toSeconds())
                      .query(
                          (row, _) ->
                              Map.entry(
                                  row.getObject("connection_id", UUID.class), row.getLong("epoch")))
                      .stream()
                      .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
              return rows.findByIdIn(epochs.keySet()).stream()
                  .map(ConnectionRow::connection)
                  .map(connection -> leased(connection, epochs, end))
                  .toList();
            });
    if (!taken.isEmpty()) {
      CrashPoint.hit(CrashPoint.LEASE_TAKEN);
    }
    return taken;
  }

  private Leased leased(Connection connection, Map<UUID, Long> epochs, long end) {
    long epoch = Objects.requireNonNull(epochs.get(connection.id().value()));
    return new Leased(connection, lease(connection, epoch, end));
  }

  @Override
  public Optional<Instant> oldestDue(Instant now) {
    return store.on(
        Duty.REFRESH,
        () ->
            jdbc.sql(OLDEST_DUE)
                .param("now", utc(now))
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
