package dev.errand.runtime.postgres;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.LimitUnit;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import dev.errand.schemas.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Results, in the sequence of their partition. */
final class ResultStatements {

  private static final String ADVANCE =
      """
      update lane_position set result_seq = result_seq + ended.count
      from unnest(:topics, :parts, :counts) as ended (topic, part, count)
      where lane_position.topic = ended.topic and lane_position.part = ended.part
      returning lane_position.topic, lane_position.part, result_seq
      """;

  private static final String INSERT =
      """
      insert into done (topic, part, seq, user_id, command_id, status, result, traceparent,
        requests, uploaded_bytes, messages, recipients, finished_at, day)
      select topic, part, seq, user_id, command_id, status, result, traceparent,
        requests, uploaded_bytes, messages, recipients, now(), (now() at time zone 'UTC')::date
      from unnest(:topics, :parts, :seqs, :users, :commands, :statuses, :results, :traces,
          :requests, :bytes, :messages, :recipients)
        as ended (topic, part, seq, user_id, command_id, status, result, traceparent,
          requests, uploaded_bytes, messages, recipients)
      """;

  /** Of results, some of which hold whole attachments, so many bytes are read at a time. */
  private static final int AT_ONCE = 4 << 20;

  private static final String FROM =
      """
      select topic, part, seq, user_id, result, traceparent from (
        select *, sum(octet_length(result)) over (order by seq) - octet_length(result) as before
        from done
        where topic = :topic and part = :part and seq >= :from
        order by seq limit :most
      ) as page
      where before < :bytes
      order by seq
      """;

  private static final String OF_COMMANDS =
      """
      select topic, part, seq, done.user_id, result, traceparent
      from done join unnest(:users, :commands) as asked (user_id, command_id)
        on done.user_id = asked.user_id and done.command_id = asked.command_id
      """;

  private final JdbcClient sql;

  ResultStatements(JdbcClient sql) {
    this.sql = sql;
  }

  /** A result to be stored, and what its command took from the limits. */
  record Ending(Partition partition, Result result, Cost spent) {}

  /**
   * Stores results, each at the next place of its partition. This transaction holds the positions.
   */
  List<StoredResult> store(List<Ending> endings) {
    Map<Partition, List<Ending>> byPartition =
        endings.stream()
            .collect(
                Collectors.groupingBy(Ending::partition, LinkedHashMap::new, Collectors.toList()));
    Map<Partition, Long> last = advance(byPartition);
    List<StoredResult> stored = new ArrayList<>();
    List<Cost> spent = new ArrayList<>();
    byPartition.forEach(
        (partition, ended) -> {
          long sequence = Objects.requireNonNull(last.get(partition)) - ended.size();
          for (Ending ending : ended) {
            stored.add(new StoredResult(partition, ++sequence, ending.result()));
            spent.add(ending.spent());
          }
        });
    insert(stored, spent);
    return stored;
  }

  /** The last sequence of each partition, after so many more. */
  private Map<Partition, Long> advance(Map<Partition, List<Ending>> byPartition) {
    Map<Partition, Long> last = new HashMap<>();
    if (!byPartition.isEmpty()) {
      sql.sql(ADVANCE)
          .param("topics", Columns.texts(byPartition.keySet(), Partition::topic))
          .param("parts", Columns.integers(byPartition.keySet(), Partition::number))
          .param("counts", Columns.longs(byPartition.values(), ended -> (long) ended.size()))
          .query(
              row -> {
                last.put(
                    new Partition(row.getString("topic"), row.getInt("part")),
                    row.getLong("result_seq"));
              });
    }
    return last;
  }

  private void insert(List<StoredResult> stored, List<Cost> spent) {
    if (stored.isEmpty()) {
      return;
    }
    sql.sql(INSERT)
        .param("topics", Columns.texts(stored, each -> each.partition().topic()))
        .param("parts", Columns.integers(stored, each -> each.partition().number()))
        .param("seqs", Columns.longs(stored, StoredResult::sequence))
        .param("users", Columns.texts(stored, each -> each.result().user().value()))
        .param("commands", Columns.texts(stored, each -> each.result().command().id().value()))
        .param("statuses", Columns.texts(stored, each -> each.result().status().wireName()))
        .param("results", Columns.bytes(stored, each -> Results.data(each.result())))
        .param("traces", Columns.texts(stored, each -> each.result().command().traceparent()))
        .param("requests", Columns.longs(spent, cost -> cost.of(LimitUnit.REQUESTS)))
        .param("bytes", Columns.longs(spent, cost -> cost.of(LimitUnit.UPLOADED_BYTES)))
        .param("messages", Columns.longs(spent, cost -> cost.of(LimitUnit.MESSAGES)))
        .param("recipients", Columns.longs(spent, cost -> cost.of(LimitUnit.RECIPIENTS)))
        .update();
  }

  List<StoredResult> from(Partition partition, long from, int most) {
    return sql.sql(FROM)
        .param("topic", partition.topic())
        .param("part", partition.number())
        .param("from", from)
        .param("most", most)
        .param("bytes", AT_ONCE)
        .query((row, n) -> stored(row))
        .list();
  }

  /** The results of those commands that have ended. */
  List<StoredResult> ofCommands(List<UserId> users, List<CommandId> commands) {
    return users.isEmpty()
        ? List.of()
        : sql.sql(OF_COMMANDS)
            .param("users", Columns.texts(users, UserId::value))
            .param("commands", Columns.texts(commands, CommandId::value))
            .query((row, n) -> stored(row))
            .list();
  }

  private static StoredResult stored(ResultSet row) throws SQLException {
    Result result =
        Results.read(
            Results.event(
                new UserId(row.getString("user_id")),
                row.getBytes("result"),
                row.getString("traceparent")));
    return new StoredResult(
        new Partition(row.getString("topic"), row.getInt("part")), row.getLong("seq"), result);
  }
}
