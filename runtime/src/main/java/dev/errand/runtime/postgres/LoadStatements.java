package dev.errand.runtime.postgres;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.journal.GatePause;
import dev.errand.pipeline.journal.Loaded;
import dev.errand.pipeline.journal.Park;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.Queued;
import dev.errand.pipeline.journal.StepRecord;
import dev.errand.pipeline.journal.Usage;
import dev.errand.pipeline.journal.Whereabouts;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Priority;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Reads what a new owner, or a lane at the end of its window, has to know. */
final class LoadStatements {

  /** Jumps from lane to lane along the index instead of reading every row between the heads. */
  static final String HEADS =
      """
      with recursive head as (
        (select user_id, priority, off from pending
         where topic = :topic and part = :part
         order by user_id, priority, off limit 1)
        union all
        select next.user_id, next.priority, next.off from head cross join lateral (
          select user_id, priority, off from pending
          where topic = :topic and part = :part
            and (user_id, priority) > (head.user_id, head.priority)
          order by user_id, priority, off limit 1) as next
      )
      select pending.off, pending.user_id, pending.command_id, pending.priority,
        coalesce(pending.light, pending.payload) as payload, pending.accepted_at
      from head join pending on pending.topic = :topic and pending.part = :part
        and pending.off = head.off
      """;

  static final String NEXT =
      """
      select off, user_id, command_id, priority, coalesce(light, payload) as payload, accepted_at
      from pending
      where topic = :topic and part = :part and user_id = :user and priority = :priority
        and off > :behind
      order by off limit :most
      """;

  private static final String WHOLE =
      """
      select user_id, command_id, priority, payload from pending
      where topic = :topic and part = :part and off = :offset
      """;

  private static final String IN_ORDER =
      """
      select topic, part, off, user_id, command_id, priority, coalesce(light, payload) as payload,
        accepted_at,
        exists (select from attempt where attempt.topic = pending.topic
          and attempt.part = pending.part and attempt.off = pending.off
          and attempts > 0) as attempted,
        exists (select from attempt where attempt.topic = pending.topic
          and attempt.part = pending.part and attempt.off = pending.off) as ran
      from pending where user_id = :user and command_id = :command and topic = :topic
      """;

  private static final String STEPS =
      """
      select attempt.* from attempt
      join pending on pending.topic = attempt.topic and pending.part = attempt.part
        and pending.off = attempt.off
      where attempt.topic = :topic and attempt.part = :part
      """;

  private static final String STEPS_OF =
      """
      select * from attempt
      where topic = :topic and part = :part and off = any(:offsets) and step <> ''
      """;

  private static final String PARKS =
      """
      select user_id, priority, not_before, cause, since, failures, otherwise from park
      where topic = :topic and part = :part
      """;

  private static final String GATES =
      """
      select gate, not_before, cause from gate
      where topic = :topic and part = :part and not_before > now()
      """;

  private static final String PAUSES =
      """
      select distinct gate, not_before, cause from gate
      where topic = :topic and gate <> '' and not_before > now()
      """;

  /**
   * By the second, and as late as any of it can have been. Only the limit of recipients looks back
   * further than some minutes, so of the rest of the window only what had recipients is read.
   */
  private static final String USAGE =
      """
      select user_id, max(finished_at) as at, sum(requests) as requests,
        sum(uploaded_bytes) as uploaded_bytes, sum(messages) as messages,
        sum(recipients) as recipients
      from done
      where finished_at > now() - least(:millis * interval '1 millisecond', interval '10 minutes')
        and day >= (now() at time zone 'UTC' - interval '10 minutes')::date
        and topic = :topic and part = :part
      group by user_id, date_trunc('second', finished_at)
      union all
      select user_id, max(finished_at), sum(requests), sum(uploaded_bytes), sum(messages),
        sum(recipients)
      from done
      where finished_at > now() - :millis * interval '1 millisecond'
        and finished_at <= now() - interval '10 minutes'
        and day >= ((now() - :millis * interval '1 millisecond') at time zone 'UTC')::date
        and topic = :topic and part = :part and recipients > 0
      group by user_id, date_trunc('minute', finished_at)
      order by at
      """;

  private static final String POSITION =
      """
      select now() as at, coalesce(next_offset, 0) as next_offset, result_seq, published_seq
      from lane_position where topic = :topic and part = :part
      """;

  /** What came later is told by the ingest that brings it. */
  private static final String WAITING =
      """
      select user_id, count(*) as waiting from pending
      where topic = :topic and part = :part and off < :next
      group by user_id
      """;

  private static final JsonMapper JSON = JsonMapper.shared();

  private final JdbcClient sql;

  LoadStatements(JdbcClient sql) {
    this.sql = sql;
  }

  Loaded load(Partition partition, Duration window) {
    record Position(Instant at, long next, long results, long published) {}
    Position position =
        at(POSITION, partition)
            .query(
                (row, n) ->
                    new Position(
                        Columns.time(row, "at"),
                        row.getLong("next_offset"),
                        row.getLong("result_seq"),
                        row.getLong("published_seq")))
            .single();
    Map<Long, List<StepRecord>> steps = new HashMap<>();
    Map<Long, Cost> spent = new HashMap<>();
    at(STEPS, partition)
        .query(
            row -> {
              step(row, steps, spent);
            });
    return new Loaded(
        position.at(),
        at(HEADS, partition).query((row, n) -> queued(row)).list(),
        steps,
        at(PARKS, partition).query((row, n) -> park(row)).list(),
        at(GATES, partition).query((row, n) -> pause(row)).list(),
        spent,
        usage(partition, window),
        position.next(),
        waiting(partition, position.next()),
        position.results(),
        position.published());
  }

  List<Queued> next(Partition partition, UserId user, Priority priority, long behind, int most) {
    List<Queued> rows =
        at(NEXT, partition)
            .param("user", user.value())
            .param("priority", StoredCommand.number(priority))
            .param("behind", behind)
            .param("most", most)
            .query((row, n) -> queued(row))
            .list();
    return rows.stream().allMatch(row -> row.command().replays() == null)
        ? rows
        : withSteps(partition, rows);
  }

  List<GatePause> pauses(String topic) {
    return sql.sql(PAUSES).param("topic", topic).query((row, n) -> pause(row)).list();
  }

  Optional<Command> whole(Partition partition, long offset) {
    return at(WHOLE, partition).param("offset", offset).query((row, n) -> command(row)).optional();
  }

  Optional<Whereabouts.InOrder> inOrder(String topic, UserId user, CommandId command) {
    return sql.sql(IN_ORDER)
        .param("topic", topic)
        .param("user", user.value())
        .param("command", command.value())
        .query(
            (row, n) ->
                new Whereabouts.InOrder(
                    new Partition(row.getString("topic"), row.getInt("part")),
                    queued(row),
                    row.getBoolean("attempted"),
                    row.getBoolean("ran")))
        .optional();
  }

  /** What has not been a head has no steps of its own; a replay has those that it took over. */
  private List<Queued> withSteps(Partition partition, List<Queued> rows) {
    Map<Long, List<StepRecord>> steps = new HashMap<>();
    at(STEPS_OF, partition)
        .param("offsets", Columns.longs(rows, Queued::offset))
        .query(
            row -> {
              steps
                  .computeIfAbsent(row.getLong("off"), created -> new ArrayList<>())
                  .add(step(row));
            });
    return rows.stream().map(row -> row.with(steps.getOrDefault(row.offset(), List.of()))).toList();
  }

  private static Queued queued(ResultSet row) throws SQLException {
    StoredCommand stored = StoredCommand.of(row.getBytes("payload"));
    return new Queued(
        row.getLong("off"),
        stored.command(
            row.getString("user_id"), row.getString("command_id"), row.getInt("priority")),
        Columns.time(row, "accepted_at"),
        List.of(),
        stored.postponedAt());
  }

  private static Command command(ResultSet row) throws SQLException {
    return StoredCommand.read(
        row.getString("user_id"),
        row.getString("command_id"),
        row.getInt("priority"),
        row.getBytes("payload"));
  }

  /**
   * The step without a name is no step: it only says what was spent. The highest sum is the last.
   */
  private static void step(ResultSet row, Map<Long, List<StepRecord>> steps, Map<Long, Cost> spent)
      throws SQLException {
    long offset = row.getLong("off");
    Cost cost = CostJson.read(row.getString("spent"));
    spent.merge(
        offset, cost, (a, b) -> a.of(LimitUnit.REQUESTS) > b.of(LimitUnit.REQUESTS) ? a : b);
    if (!row.getString("step").isEmpty()) {
      steps.computeIfAbsent(offset, created -> new ArrayList<>()).add(step(row));
    }
  }

  /** A row of {@code attempt}. */
  static StepRecord step(ResultSet row) throws SQLException {
    @Nullable String output = row.getString("output");
    return new StepRecord(
        row.getString("step"),
        row.getLong("epoch"),
        Columns.time(row, "started_at"),
        Columns.time(row, "deadline"),
        row.getInt("attempts"),
        row.getBoolean("decisive"),
        JSON.readTree(row.getString("intent")),
        CostJson.read(row.getString("spent")),
        output == null ? null : JSON.readTree(output));
  }

  private static Park park(ResultSet row) throws SQLException {
    return new Park(
        new UserId(row.getString("user_id")),
        StoredCommand.priority(row.getInt("priority")),
        Columns.time(row, "not_before"),
        WaitCause.valueOf(row.getString("cause")),
        Columns.time(row, "since"),
        row.getInt("failures"),
        ProblemJson.read(row.getString("otherwise")));
  }

  private static GatePause pause(ResultSet row) throws SQLException {
    return new GatePause(
        row.getString("gate"),
        Columns.time(row, "not_before"),
        WaitCause.valueOf(row.getString("cause")));
  }

  private Map<UserId, Long> waiting(Partition partition, long next) {
    Map<UserId, Long> waiting = new HashMap<>();
    at(WAITING, partition)
        .param("next", next)
        .query(
            row -> {
              waiting.put(new UserId(row.getString("user_id")), row.getLong("waiting"));
            });
    return waiting;
  }

  private List<Usage> usage(Partition partition, Duration window) {
    return at(USAGE, partition)
        .param("millis", window.toMillis())
        .query((row, n) -> usage(row))
        .list();
  }

  /** Sums of what was spent, by whom and when at the latest. */
  static Usage usage(ResultSet row) throws SQLException {
    return new Usage(
        new UserId(row.getString("user_id")),
        Columns.time(row, "at"),
        Cost.NOTHING
            .and(LimitUnit.REQUESTS, row.getLong("requests"))
            .and(LimitUnit.UPLOADED_BYTES, row.getLong("uploaded_bytes"))
            .and(LimitUnit.MESSAGES, row.getLong("messages"))
            .and(LimitUnit.RECIPIENTS, row.getLong("recipients")));
  }

  private JdbcClient.StatementSpec at(String statement, Partition partition) {
    return sql.sql(statement).param("topic", partition.topic()).param("part", partition.number());
  }
}
