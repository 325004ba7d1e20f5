package dev.errand.runtime.postgres;

import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.DeadLetter;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.StepRecord;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Dead letters: left when commands end badly, and each claimed by one replay. */
final class DeadLetterStatements {

  /** Before the commands and their attempts are deleted. A replay's end takes the first's place. */
  private static final String LEAVE =
      """
      insert into dead_letter as known (user_id, origin, command_id, topic, part, off, operation,
        priority, status, code, payload, steps, accepted_at, ended_at, day)
      select pending.user_id, coalesce(pending.replays, pending.command_id), pending.command_id,
        pending.topic, pending.part, pending.off, ended.operation, pending.priority, ended.status,
        ended.code, pending.payload,
        (select coalesce(jsonb_agg(jsonb_build_object(
            'step', step, 'started_at', started_at, 'deadline', deadline, 'attempts', attempts,
            'decisive', decisive, 'intent', intent, 'output', output) order by started_at), '[]')
         from attempt
         where attempt.topic = pending.topic and attempt.part = pending.part
           and attempt.off = pending.off and attempt.step <> ''),
        pending.accepted_at, now(), (now() at time zone 'UTC')::date
      from unnest(:topics, :parts, :offsets, :operations, :statuses, :codes)
        as ended (topic, part, off, operation, status, code)
      join pending on pending.topic = ended.topic and pending.part = ended.part
        and pending.off = ended.off
      on conflict (user_id, origin) do update
        set command_id = excluded.command_id, replays = known.replays + 1, topic = excluded.topic,
          part = excluded.part, off = excluded.off, operation = excluded.operation,
          priority = excluded.priority, status = excluded.status, code = excluded.code,
          payload = excluded.payload, steps = excluded.steps,
          accepted_at = excluded.accepted_at, ended_at = excluded.ended_at, day = excluded.day,
          replayed_by = null, replayed_at = null
      """;

  private static final String LETTERS =
      """
      select letter.user_id, letter.origin, letter.command_id, letter.priority, letter.payload,
        letter.replayed_by
      from dead_letter letter
      where (letter.user_id, letter.origin) in (select * from unnest(:users, :origins))
      order by letter.user_id, letter.origin
      for update
      """;

  private static final String CLAIM =
      """
      update dead_letter set replayed_by = claimed.command_id, replayed_at = now(),
        day = (now() at time zone 'UTC')::date
      from unnest(:users, :origins, :commands) as claimed (user_id, origin, command_id)
      where dead_letter.user_id = claimed.user_id and dead_letter.origin = claimed.origin
      """;

  /** What the first took from the limits was counted when it ended. */
  private static final String RESTORE =
      """
      insert into attempt (topic, part, off, step, epoch, started_at, deadline, attempts, decisive,
        intent, spent, output)
      select :topic, :part, claimed.off, step.step, 0, step.started_at, step.deadline,
        step.attempts, step.decisive, step.intent, '{}', step.output
      from unnest(:offsets, :users, :origins) as claimed (off, user_id, origin)
      join dead_letter letter on letter.user_id = claimed.user_id
        and letter.origin = claimed.origin
      cross join lateral jsonb_to_recordset(letter.steps) as step (step text,
        started_at timestamptz, deadline timestamptz, attempts integer, decisive boolean,
        intent text, output text)
      returning *
      """;

  private final JdbcClient sql;

  DeadLetterStatements(JdbcClient sql) {
    this.sql = sql;
  }

  /** Keeps what is needed of those that end badly. Their rows are still there. */
  void leave(List<Entry.Ended> ended) {
    List<Entry.Ended> dead = ended.stream().filter(DeadLetterStatements::left).toList();
    if (!dead.isEmpty()) {
      sql.sql(LEAVE)
          .param("topics", Columns.texts(dead, entry -> entry.fence().partition().topic()))
          .param("parts", Columns.integers(dead, entry -> entry.fence().partition().number()))
          .param("offsets", Columns.longs(dead, Entry.Ended::offset))
          .param("operations", Columns.texts(dead, DeadLetterStatements::operation))
          .param("statuses", Columns.texts(dead, entry -> entry.result().status().wireName()))
          .param(
              "codes",
              Columns.texts(
                  dead,
                  entry -> Objects.requireNonNull(entry.result().problem()).code().wireName()))
          .update();
    }
  }

  static boolean left(Entry.Ended ended) {
    return DeadLetter.left(ended.result());
  }

  private static String operation(Entry.Ended ended) {
    return OperationName.ofCommandType(Objects.requireNonNull(ended.result().command().type()))
        .value();
  }

  /**
   * What became of queued replays.
   *
   * @param steps what those that may go on begin with, by their offsets
   * @param refused those that may not; their rows are still there
   */
  record Claimed(Map<Long, List<StepRecord>> steps, List<Arrival.Refused> refused) {}

  /** The first of several replays of one end gets it. */
  Claimed claim(Partition partition, List<Arrival.Accepted> replays, Instant at) {
    if (replays.isEmpty()) {
      return new Claimed(Map.of(), List.of());
    }
    Map<List<Object>, DeadLetter> letters = letters(replays);
    List<Arrival.Accepted> claims = new ArrayList<>();
    List<Arrival.Refused> refused = new ArrayList<>();
    for (Arrival.Accepted replay : replays) {
      List<Object> origin = origin(replay);
      DeadLetter letter = letters.get(origin);
      Optional<Problem> refusal = DeadLetter.refusal(replay.accepted(), letter);
      if (letter == null || refusal.isPresent()) {
        refused.add(Arrival.Refused.of(replay, refusal.orElseThrow(), at));
      } else {
        letters.put(origin, new DeadLetter(letter.command(), replay.command()));
        claims.add(replay);
      }
    }
    return new Claimed(restore(partition, claims), refused);
  }

  private Map<List<Object>, DeadLetter> letters(List<Arrival.Accepted> replays) {
    Map<List<Object>, DeadLetter> letters = new HashMap<>();
    sql.sql(LETTERS)
        .param("users", Columns.texts(replays, each -> each.user().value()))
        .param("origins", Columns.texts(replays, each -> each.accepted().effectId().value()))
        .query(
            row -> {
              letters.put(List.of(row.getString("user_id"), row.getString("origin")), letter(row));
            });
    return letters;
  }

  private static List<Object> origin(Arrival.Accepted replay) {
    return List.of(replay.user().value(), replay.accepted().effectId().value());
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    Command command =
        StoredCommand.read(
            row.getString("user_id"),
            row.getString("command_id"),
            row.getInt("priority"),
            row.getBytes("payload"));
    String replayedBy = row.getString("replayed_by");
    return new DeadLetter(command, replayedBy == null ? null : new CommandId(replayedBy));
  }

  private Map<Long, List<StepRecord>> restore(Partition partition, List<Arrival.Accepted> claims) {
    Map<Long, List<StepRecord>> steps = new HashMap<>();
    if (!claims.isEmpty()) {
      of(CLAIM, claims)
          .param("commands", Columns.texts(claims, each -> each.command().value()))
          .update();
      of(RESTORE, claims)
          .param("topic", partition.topic())
          .param("part", partition.number())
          .param("offsets", Columns.longs(claims, Arrival.Accepted::offset))
          .query(
              row -> {
                steps
                    .computeIfAbsent(row.getLong("off"), created -> new ArrayList<>())
                    .add(LoadStatements.step(row));
              });
    }
    return steps;
  }

  private JdbcClient.StatementSpec of(String statement, List<Arrival.Accepted> claims) {
    return sql.sql(statement)
        .param("users", Columns.texts(claims, each -> each.user().value()))
        .param("origins", Columns.texts(claims, each -> each.accepted().effectId().value()));
  }
}
