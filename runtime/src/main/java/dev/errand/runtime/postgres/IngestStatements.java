package dev.errand.runtime.postgres;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Arrivals;
import dev.errand.pipeline.journal.Ingested;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.pipeline.journal.Weight;
import dev.errand.runtime.postgres.DeadLetterStatements.Claimed;
import dev.errand.runtime.postgres.OwnerStatements.Held;
import dev.errand.runtime.postgres.PostponedStatements.Sorted;
import dev.errand.runtime.postgres.ResultStatements.Ending;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Takes records over: the offset and the rows in one transaction. */
final class IngestStatements {

  private static final String NEXT_OFFSET =
      """
      select coalesce(next_offset, 0) from lane_position where topic = :topic and part = :part
      """;

  private static final String ADVANCE =
      """
      update lane_position set next_offset = greatest(next_offset, :next)
      where topic = :topic and part = :part
      returning result_seq
      """;

  private static final String INSERT =
      """
      insert into pending (topic, part, off, user_id, command_id, priority, payload, light,
        replays, accepted_at)
      select :topic, :part, off, user_id, command_id, priority, payload, light, replays, now()
      from unnest(:offsets, :users, :commands, :priorities, :payloads, :lights, :replays)
        as arrived (off, user_id, command_id, priority, payload, light, replays)
      on conflict do nothing
      returning off
      """;

  /**
   * A second statement on purpose: its snapshot is newer. A copy of a command that ends at this
   * very moment waits for the deletion of the first one and is then inserted; here its result is
   * visible.
   */
  private static final String REMOVE_ENDED =
      """
      delete from pending using done
      where pending.topic = :topic and pending.part = :part and pending.off = any(:offsets)
        and done.user_id = pending.user_id and done.command_id = pending.command_id
      returning pending.off
      """;

  private static final String REMOVE_REFUSED =
      """
      delete from pending where topic = :topic and part = :part and off = any(:offsets)
      """;

  private static final String STILL_WAITING =
      """
      with refused as (
        select * from unnest(:users, :commands) as refused (user_id, command_id)
      )
      select user_id, command_id from pending join refused using (user_id, command_id)
      union all
      select user_id, command_id from postponed join refused using (user_id, command_id)
      """;

  private final JdbcClient sql;
  private final OwnerStatements owners;
  private final ResultStatements results;
  private final DeadLetterStatements deadLetters;
  private final PostponedStatements postponed;

  IngestStatements(
      JdbcClient sql,
      OwnerStatements owners,
      ResultStatements results,
      DeadLetterStatements deadLetters,
      PostponedStatements postponed) {
    this.sql = sql;
    this.owners = owners;
    this.results = results;
    this.deadLetters = deadLetters;
    this.postponed = postponed;
  }

  /**
   * In two passes: rows for all partitions, then their positions, which a flush waits for. So the
   * positions are held for a moment only; and what a flush deletes is never waited for with a
   * position in hand.
   */
  List<Ingested> ingest(List<Arrivals> arrivals) {
    Held held = owners.hold(arrivals.stream().map(Arrivals::fence).toList());
    List<Inserted> inserted = new ArrayList<>();
    List<Ingested> ingested = new ArrayList<>();
    for (Arrivals each : arrivals) {
      long next = held.has(each.fence()) ? nextOffset(each.fence().partition()) : -1;
      if (next < each.known()) {
        ingested.add(new Ingested.Fenced(each.fence()));
      } else {
        inserted.add(insert(each, next, held.at()));
      }
    }
    owners.lockPositions(inserted.stream().map(Inserted::partition).toList());
    inserted.forEach(each -> ingested.add(take(each, held)));
    CrashPoint.hit(CrashPoint.INGEST_UNCOMMITTED);
    return ingested;
  }

  /**
   * A partition's arrivals, those it did not know.
   *
   * @param next from which offset on they are new
   * @param sorted those accepted without those whose time has not come
   * @param queued the offsets of those accepted that have a row now
   */
  private record Inserted(
      Arrivals arrivals,
      long next,
      Sorted sorted,
      List<Arrival.Refused> refused,
      Set<Long> queued) {

    List<Arrival.Accepted> accepted() {
      return sorted.accepted();
    }

    Partition partition() {
      return arrivals.fence().partition();
    }

    boolean knewSome() {
      return arrivals.arrivals().stream().anyMatch(arrival -> arrival.offset() < next);
    }
  }

  /** Nobody else advances the offset while the fence holds: it need not be locked to be read. */
  private long nextOffset(Partition partition) {
    return at(NEXT_OFFSET, partition).query(Long.class).single();
  }

  private Inserted insert(Arrivals arrivals, long next, Instant now) {
    Partition partition = arrivals.fence().partition();
    List<Arrival.Accepted> accepted = new ArrayList<>();
    List<Arrival.Refused> refused = new ArrayList<>();
    for (Arrival arrival : arrivals.arrivals()) {
      if (arrival.offset() >= next) {
        switch (arrival) {
          case Arrival.Accepted each -> accepted.add(each);
          case Arrival.Refused each -> refused.add(each);
        }
      }
    }
    Sorted sorted = postponed.sort(partition.topic(), accepted, now);
    refused.addAll(sorted.refused());
    postponed.giveUp(partition.topic(), refused); // not what this batch has just let go of
    return new Inserted(arrivals, next, sorted, refused, insert(partition, sorted));
  }

  private Ingested take(Inserted inserted, Held held) {
    Partition partition = inserted.partition();
    List<Arrival> asked = new ArrayList<>(inserted.refused());
    inserted.accepted().stream()
        .filter(each -> !inserted.queued().contains(each.offset()))
        .forEach(asked::add);
    Claimed claimed = claim(inserted, held.at());
    List<Arrival.Refused> refused = new ArrayList<>(inserted.refused());
    refused.addAll(claimed.refused());
    Set<Object> waiting = stillWaiting(refused); // first: what ends in between is known
    List<StoredResult> known = knownResults(asked);
    List<StoredResult> refusals = refuse(partition, refused, waiting, known);
    long stored =
        at(ADVANCE, partition)
            .param("next", inserted.arrivals().nextOffset())
            .query(Long.class)
            .single();
    long latest = inserted.knewSome() ? stored : 0;
    List<Queued> rows =
        inserted.accepted().stream()
            .filter(each -> inserted.queued().contains(each.offset()))
            .map(
                each ->
                    new Queued(
                        each.offset(),
                        each.accepted(),
                        held.at(),
                        claimed.steps().getOrDefault(each.offset(), List.of()),
                        inserted.sorted().postponedAt().get(each.offset())))
            .toList();
    return new Ingested.Taken(inserted.arrivals().fence(), rows, refusals, latest, known);
  }

  /** Lets replays take over, and takes those out of the queue that may not. */
  private Claimed claim(Inserted inserted, Instant at) {
    List<Arrival.Accepted> replays =
        inserted.accepted().stream()
            .filter(each -> each.accepted().replays() != null)
            .filter(each -> inserted.queued().contains(each.offset()))
            .toList();
    Claimed claimed = deadLetters.claim(inserted.partition(), replays, at);
    if (!claimed.refused().isEmpty()) {
      at(REMOVE_REFUSED, inserted.partition())
          .param("offsets", Columns.longs(claimed.refused(), Arrival::offset))
          .update();
      claimed.refused().forEach(each -> inserted.queued().remove(each.offset()));
    }
    return claimed;
  }

  private Set<Long> insert(Partition partition, Sorted sorted) {
    List<Arrival.Accepted> accepted = sorted.accepted();
    if (accepted.isEmpty()) {
      return new HashSet<>();
    }
    Set<Long> queued =
        new HashSet<>(
            at(INSERT, partition)
                .param("offsets", Columns.longs(accepted, Arrival.Accepted::offset))
                .param("users", Columns.texts(accepted, each -> each.user().value()))
                .param("commands", Columns.texts(accepted, each -> each.command().value()))
                .param(
                    "priorities",
                    Columns.integers(
                        accepted, each -> StoredCommand.number(each.accepted().priority())))
                .param(
                    "payloads",
                    Columns.bytes(
                        accepted,
                        each ->
                            StoredCommand.write(
                                each.accepted(), sorted.postponedAt().get(each.offset()))))
                .param("lights", Columns.bytes(accepted, each -> light(each, sorted)))
                .param("replays", Columns.texts(accepted, IngestStatements::replayed))
                .query(Long.class)
                .list());
    queued.removeAll(
        at(REMOVE_ENDED, partition)
            .param("offsets", Columns.longs(queued, offset -> offset))
            .query(Long.class)
            .list());
    return queued;
  }

  private static byte @Nullable [] light(Arrival.Accepted arrival, Sorted sorted) {
    return Weight.isLarge(arrival.accepted().data())
        ? StoredCommand.write(
            Queued.waiting(arrival.accepted()), sorted.postponedAt().get(arrival.offset()))
        : null;
  }

  private static @Nullable String replayed(Arrival.Accepted arrival) {
    CommandId replays = arrival.accepted().replays();
    return replays == null ? null : replays.value();
  }

  private List<StoredResult> knownResults(List<Arrival> asked) {
    return results.ofCommands(
        asked.stream().map(Arrival::user).toList(), asked.stream().map(Arrival::command).toList());
  }

  /** Refused commands whose id is new end here; the first of several with one id counts. */
  private List<StoredResult> refuse(
      Partition partition,
      List<Arrival.Refused> refused,
      Set<Object> waiting,
      List<StoredResult> known) {
    Map<Object, Arrival.Refused> fresh = new LinkedHashMap<>();
    refused.forEach(each -> fresh.putIfAbsent(List.of(each.user(), each.command()), each));
    known.forEach(
        each -> fresh.remove(List.of(each.result().user(), each.result().command().id())));
    fresh.keySet().removeAll(waiting);
    return results.store(
        fresh.values().stream()
            .map(each -> new Ending(partition, each.result(), Cost.NOTHING))
            .toList());
  }

  private Set<Object> stillWaiting(List<Arrival.Refused> refused) {
    if (refused.isEmpty()) {
      return Set.of();
    }
    return Set.copyOf(
        sql.sql(STILL_WAITING)
            .param("users", Columns.texts(refused, each -> each.user().value()))
            .param("commands", Columns.texts(refused, each -> each.command().value()))
            .query(
                (row, n) ->
                    List.of(
                        new UserId(row.getString("user_id")),
                        new CommandId(row.getString("command_id"))))
            .list());
  }

  private JdbcClient.StatementSpec at(String statement, Partition partition) {
    return sql.sql(statement).param("topic", partition.topic()).param("part", partition.number());
  }
}
