package dev.errand.runtime.postgres;

import dev.errand.pipeline.journal.Usage;
import dev.errand.schemas.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Partition counts beside the journal's own tables. Thread-safe. */
public final class PostgresPartitionCounts implements PartitionCounts {

  private static final String SEE =
      """
      insert into partition_count (topic, count, since) values (:topic, :count, now())
      on conflict do nothing
      """;

  private static final String SEEN =
      """
      select count, since, settled is not null as settled from partition_count
      where topic = :topic and (settled is null or settled > now() - interval '1 day')
      order by count
      """;

  private static final String SETTLE =
      """
      update partition_count set settled = now()
      where topic = :topic and count < :count and settled is null
      """;

  private static final String READ_TO =
      """
      select part, coalesce(next_offset, 0) as next_offset from lane_position where topic = :topic
      """;

  /** One look into the lane's index for each, however much lies there. */
  private static final String PENDING_AT =
      """
      select place.user_id, place.part from unnest(:users, :parts) as place (user_id, part)
      where exists (select from pending
        where topic = :topic and part = place.part and user_id = place.user_id)
      """;

  /** By the user's own index, however much others sent; see {@link LoadStatements} for the rest. */
  private static final String USAGE =
      """
      select done.user_id, max(finished_at) as at, sum(requests) as requests,
        sum(uploaded_bytes) as uploaded_bytes, sum(messages) as messages,
        sum(recipients) as recipients
      from unnest(:users, :parts) as place (user_id, part)
      join done on done.user_id = place.user_id and done.part = place.part and topic = :topic
      where finished_at > now() - interval '1 day'
        and (recipients > 0 or finished_at > now() - interval '10 minutes')
        and day >= ((now() - interval '1 day') at time zone 'UTC')::date
      group by done.user_id, date_trunc('second', finished_at)
      order by at
      """;

  private static final String PENDING_BELOW =
      """
      select distinct user_id, part from pending where topic = :topic and part < :below
      """;

  private final JdbcClient sql;
  private final Acting acting;

  public PostgresPartitionCounts(DataSource database) {
    sql = JdbcClient.create(database);
    acting = Acting.in(database);
  }

  @Override
  public List<Seen> seen(String topic, int count) {
    sql.sql(SEE).param("topic", topic).param("count", count).update();
    return sql.sql(SEEN)
        .param("topic", topic)
        .query(
            (row, n) ->
                new Seen(
                    row.getInt("count"), Columns.time(row, "since"), row.getBoolean("settled")))
        .list();
  }

  @Override
  public void settle(String topic, int count) {
    sql.sql(SETTLE).param("topic", topic).param("count", count).update();
  }

  @Override
  public Map<Integer, Long> readTo(String topic) {
    Map<Integer, Long> read = new HashMap<>();
    sql.sql(READ_TO)
        .param("topic", topic)
        .query(
            row -> {
              read.put(row.getInt("part"), row.getLong("next_offset"));
            });
    return read;
  }

  @Override
  public Set<Place> pendingAt(String topic, Collection<Place> places) {
    List<Place> asked = List.copyOf(places);
    return new HashSet<>(
        acting.on(
            Duty.JOURNAL,
            () ->
                sql.sql(PENDING_AT)
                    .param("topic", topic)
                    .param("users", Columns.texts(asked, place -> place.user().value()))
                    .param("parts", Columns.integers(asked, Place::partition))
                    .query((row, n) -> place(row))
                    .list()));
  }

  @Override
  public List<Usage> usage(String topic, Collection<Place> places) {
    List<Place> asked = List.copyOf(places);
    return acting.on(
        Duty.JOURNAL,
        () ->
            sql.sql(USAGE)
                .param("topic", topic)
                .param("users", Columns.texts(asked, place -> place.user().value()))
                .param("parts", Columns.integers(asked, Place::partition))
                .query((row, n) -> LoadStatements.usage(row))
                .list());
  }

  @Override
  public List<Place> pendingBelow(String topic, int partition) {
    return acting.on(
        Duty.JOURNAL,
        () ->
            sql.sql(PENDING_BELOW)
                .param("topic", topic)
                .param("below", partition)
                .query((row, n) -> place(row))
                .list());
  }

  private static Place place(ResultSet row) throws SQLException {
    return new Place(new UserId(row.getString("user_id")), row.getInt("part"));
  }
}
