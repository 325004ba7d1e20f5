package dev.errand.runtime.postgres;

import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.journal.Claim;
import dev.errand.pipeline.journal.Fence;
import dev.errand.pipeline.journal.Partition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may write for a partition. */
final class OwnerStatements {

  private static final String CLAIM =
      """
      insert into lane_owner as known (topic, part, owner, epoch, clean, since)
      values (:topic, :part, :owner, 1, false, now())
      on conflict (topic, part) do update
        set owner = excluded.owner, epoch = known.epoch + 1, clean = false, since = now()
      returning new.epoch, coalesce(old.clean, true) as clean
      """;

  private static final String POSITION =
      """
      insert into lane_position (topic, part) values (:topic, :part) on conflict do nothing
      """;

  private static final String NEXT_OFFSET =
      """
      select next_offset from lane_position where topic = :topic and part = :part
      """;

  private static final String RELEASE =
      """
      update lane_owner set owner = null, clean = true, since = now()
      where topic = :topic and part = :part and owner = :owner and epoch = :epoch
      """;

  private static final String HELD =
      """
      select owner.topic, owner.part, owner.owner, owner.epoch
      from lane_owner owner
      join unnest(:topics, :parts, :owners, :epochs) as wanted (topic, part, owner, epoch)
        on owner.topic = wanted.topic and owner.part = wanted.part
        and owner.owner = wanted.owner and owner.epoch = wanted.epoch
      """;

  /** In one order for all, so that two writers cannot wait for each other. */
  private static final String HOLD =
      """
      select owner.topic, owner.part, owner.owner, owner.epoch, now() as at
      from lane_owner owner
      join unnest(:topics, :parts, :owners, :epochs) as wanted (topic, part, owner, epoch)
        on owner.topic = wanted.topic and owner.part = wanted.part
        and owner.owner = wanted.owner and owner.epoch = wanted.epoch
      order by owner.topic, owner.part
      for share of owner
      """;

  private static final String LOCK_POSITIONS =
      """
      select position.part from lane_position position
      join unnest(:topics, :parts) as wanted (topic, part)
        on position.topic = wanted.topic and position.part = wanted.part
      order by position.topic, position.part
      for update of position
      """;

  private final JdbcClient sql;

  OwnerStatements(JdbcClient sql) {
    this.sql = sql;
  }

  Claim claim(Partition partition, UUID owner) {
    record Taken(long epoch, boolean clean) {}
    Taken taken =
        at(CLAIM, partition)
            .param("owner", owner)
            .query((row, n) -> new Taken(row.getLong("epoch"), row.getBoolean("clean")))
            .single();
    at(POSITION, partition).update();
    OptionalLong next =
        at(NEXT_OFFSET, partition)
            .query(
                (row, n) -> {
                  long offset = row.getLong("next_offset");
                  return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(offset);
                })
            .single();
    CrashPoint.hit(CrashPoint.CLAIM_UNCOMMITTED);
    return new Claim(new Fence(partition, owner, taken.epoch()), next, taken.clean());
  }

  void release(Fence fence) {
    at(RELEASE, fence.partition())
        .param("owner", fence.owner())
        .param("epoch", fence.epoch())
        .update();
    CrashPoint.hit(CrashPoint.RELEASE_UNCOMMITTED);
  }

  /**
   * What this transaction may write for; a takeover waits until it ends. Of several fences of one
   * partition at most one holds.
   */
  Held hold(Collection<Fence> fences) {
    List<Fence> wanted = List.copyOf(new HashSet<>(fences));
    Set<Fence> held = new HashSet<>();
    Instant[] at = {null};
    sql.sql(HOLD)
        .param("topics", Columns.texts(wanted, fence -> fence.partition().topic()))
        .param("parts", Columns.integers(wanted, fence -> fence.partition().number()))
        .param("owners", Columns.uuids(wanted, Fence::owner))
        .param("epochs", Columns.longs(wanted, Fence::epoch))
        .query(
            row -> {
              held.add(fence(row));
              at[0] = Columns.time(row, "at");
            });
    Set<Fence> lost = new HashSet<>(wanted);
    lost.removeAll(held);
    return new Held(at[0] == null ? now() : at[0], lost);
  }

  /** Which of these do not hold now. */
  Set<Fence> lost(Collection<Fence> fences) {
    List<Fence> wanted = List.copyOf(new HashSet<>(fences));
    Set<Fence> lost = new HashSet<>(wanted);
    sql.sql(HELD)
        .param("topics", Columns.texts(wanted, fence -> fence.partition().topic()))
        .param("parts", Columns.integers(wanted, fence -> fence.partition().number()))
        .param("owners", Columns.uuids(wanted, Fence::owner))
        .param("epochs", Columns.longs(wanted, Fence::epoch))
        .query(
            row -> {
              lost.remove(fence(row));
            });
    return lost;
  }

  private static Fence fence(ResultSet row) throws SQLException {
    return new Fence(
        new Partition(row.getString("topic"), row.getInt("part")),
        row.getObject("owner", UUID.class),
        row.getLong("epoch"));
  }

  /**
   * Takes the positions of these partitions for this transaction, in one order for all. A flush
   * does so before it touches a row of theirs; ingest after it has inserted its own, so that it
   * waits for no row of a flush any more: they wait for each other, and never crosswise.
   */
  void lockPositions(Collection<Partition> partitions) {
    List<Partition> wanted = List.copyOf(new HashSet<>(partitions));
    var _ =
        sql.sql(LOCK_POSITIONS)
            .param("topics", Columns.texts(wanted, Partition::topic))
            .param("parts", Columns.integers(wanted, Partition::number))
            .query(Integer.class)
            .list();
  }

  private Instant now() {
    return sql.sql("select now() as at").query((row, n) -> Columns.time(row, "at")).single();
  }

  private JdbcClient.StatementSpec at(String statement, Partition partition) {
    return sql.sql(statement).param("topic", partition.topic()).param("part", partition.number());
  }

  /**
   * What a transaction may do.
   *
   * @param at the transaction's time
   * @param lost fences that hold no longer
   */
  record Held(Instant at, Set<Fence> lost) {

    boolean has(Fence fence) {
      return !lost.contains(fence);
    }
  }
}
