package dev.errand.runtime.connections;

import dev.errand.connections.RefreshPermits;
import dev.errand.runtime.postgres.Duty;
import dev.errand.schemas.Provider;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Permits in PostgreSQL, by its clock alone. One that were taken for longer than any is, was taken
 * before that clock was set back, and is free.
 */
final class PostgresPermits implements RefreshPermits {

  /** How many there are in the table; {@code V15__refresh.sql}. */
  static final int MOST = 200;

  /** Longer than a lease, which bounds the call. */
  private static final Duration LENGTH = Duration.ofSeconds(31);

  /** What is given back soon may be taken in advance, by one. */
  private static final String TAKE =
      """
      with free as (
        select number from refresh_permit
        where provider = :provider and number <= :most
          and (free_at <= clock_timestamp() + interval '1 second'
            or free_at > clock_timestamp() + make_interval(secs => :length) + interval '1 second')
        order by free_at
        limit 1
        for update skip locked
      )
      update refresh_permit as permit
      set free_at = clock_timestamp() + make_interval(secs => :length)
      from free
      where permit.provider = :provider and permit.number = free.number
      returning permit.number, new.free_at::text as mark, case
        when old.free_at between clock_timestamp() and clock_timestamp() + interval '1 second'
          then extract(epoch from old.free_at - clock_timestamp())
        else 0 end as wait
      """;

  private static final String GIVE_BACK =
      """
      update refresh_permit set free_at = clock_timestamp() + interval '1 second'
      where provider = :provider and number = :number and free_at = cast(:mark as timestamptz)
      """;

  private final JdbcClient jdbc;
  private final Store store;

  PostgresPermits(JdbcClient jdbc, Store store) {
    this.jdbc = jdbc;
    this.store = store;
  }

  @Override
  public Optional<Permit> take(Provider provider, int perSecond) {
    return store.on(
        Duty.REFRESH,
        () ->
            jdbc.sql(TAKE)
                .param("provider", provider.wireName())
                .param("most", Math.min(perSecond, MOST))
                .param("length", LENGTH.toSeconds())
                .query(
                    (row, _) ->
                        new Permit(
                            provider,
                            row.getInt("number"),
                            row.getString("mark"),
                            Duration.ofNanos((long) Math.ceil(row.getDouble("wait") * 1e9))))
                .optional());
  }

  @Override
  public void giveBack(Permit permit) {
    store.on(
        Duty.REFRESH,
        () ->
            jdbc.sql(GIVE_BACK)
                .param("provider", permit.provider().wireName())
                .param("number", permit.number())
                .param("mark", permit.mark())
                .update());
  }
}
