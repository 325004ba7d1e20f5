package dev.errand.runtime.postgres;

import dev.errand.pipeline.Cost;
import dev.errand.pipeline.CrashPoint;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Partition;
import dev.errand.pipeline.journal.StoredResult;
import dev.errand.pipeline.journal.TokenUse;
import dev.errand.pipeline.journal.Written;
import dev.errand.runtime.audit.Act;
import dev.errand.runtime.audit.Actor;
import dev.errand.runtime.audit.AuditEntry;
import dev.errand.runtime.audit.AuditEntry.ForCommand;
import dev.errand.runtime.audit.AuditEntry.OnConnection;
import dev.errand.runtime.audit.AuditLog;
import dev.errand.runtime.postgres.OwnerStatements.Held;
import dev.errand.runtime.postgres.ResultStatements.Ending;
import dev.errand.schemas.Result;
import dev.errand.schemas.Results;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes what the engine did: each kind of entry in one statement for all of them. */
final class EntryStatements {

  private static final String FINISH =
      """
      update attempt set output = finished.output
      from unnest(:topics, :parts, :offsets, :steps, :outputs)
        as finished (topic, part, off, step, output)
      where attempt.topic = finished.topic and attempt.part = finished.part
        and attempt.off = finished.off and attempt.step = finished.step
      """;

  /** Nothing was attempted, so that there is nothing to wait for. */
  private static final String CHOOSE =
      """
      insert into attempt (topic, part, off, step, epoch, started_at, deadline, attempts, decisive,
        intent, spent, output)
      select topic, part, off, name, epoch, now(), now(), 0, false, '{}', '{}', choice
      from unnest(:topics, :parts, :offsets, :names, :epochs, :choices)
          as chosen (topic, part, off, name, epoch, choice)
        join pending using (topic, part, off)
      on conflict (topic, part, off, step) do nothing
      """;

  private static final String WITHDRAW =
      """
      delete from attempt using unnest(:topics, :parts, :offsets, :steps)
        as withdrawn (topic, part, off, step)
      where attempt.topic = withdrawn.topic and attempt.part = withdrawn.part
        and attempt.off = withdrawn.off and attempt.step = withdrawn.step
      """;

  /**
   * A later attempt keeps the first one's start and intent: either may be what the probe finds.
   * What has ended is not begun, whatever else went wrong.
   */
  private static final String START =
      """
      insert into attempt as known (topic, part, off, step, epoch, started_at, deadline, attempts,
        decisive, intent, spent)
      select topic, part, off, step, epoch, now(), now() + millis * interval '1 millisecond', 1,
        decisive, intent, spent
      from unnest(:topics, :parts, :offsets, :steps, :epochs, :millis, :decisives, :intents, :spent)
          as started (topic, part, off, step, epoch, millis, decisive, intent, spent)
        join pending using (topic, part, off)
      on conflict (topic, part, off, step) do update
        set epoch = excluded.epoch, deadline = excluded.deadline, attempts = known.attempts + 1,
          spent = excluded.spent, output = null
      returning topic, part, off
      """;

  private static final String SPEND =
      """
      insert into attempt as known (topic, part, off, step, epoch, started_at, deadline, attempts,
        decisive, intent, spent, output)
      select topic, part, off, '', epoch, now(), now(), 0, false, '{}', spent, '{}'
      from unnest(:topics, :parts, :offsets, :epochs, :spent)
          as spending (topic, part, off, epoch, spent)
        join pending using (topic, part, off)
      on conflict (topic, part, off, step) do update set spent = excluded.spent
      """;

  /** What has ended does not wait, and must not leave its wait to what is next in its order. */
  private static final String PARK =
      """
      insert into park (topic, part, user_id, priority, not_before, cause, since, failures,
        otherwise)
      select topic, part, pending.user_id, pending.priority, not_before, cause, since, failures,
        otherwise
      from unnest(:topics, :parts, :offsets, :notBefore, :causes, :since, :failures, :otherwise)
          as parked (topic, part, off, not_before, cause, since, failures, otherwise)
        join pending using (topic, part, off)
      on conflict (topic, part, user_id, priority) do update
        set not_before = excluded.not_before, cause = excluded.cause, since = excluded.since,
          failures = excluded.failures, otherwise = excluded.otherwise
      """;

  private static final String SHUT =
      """
      insert into gate (topic, part, gate, not_before, cause)
      select topic, part, gate, not_before, cause
      from unnest(:topics, :parts, :gates, :notBefore, :causes)
        as shut (topic, part, gate, not_before, cause)
      on conflict (topic, part, gate) do update
        set not_before = excluded.not_before, cause = excluded.cause
      """;

  private static final String FORGET_GATES =
      """
      delete from gate using unnest(:topics, :parts) as shut (topic, part)
      where gate.topic = shut.topic and gate.part = shut.part and gate.not_before < now()
      """;

  private static final String END =
      """
      delete from pending using unnest(:topics, :parts, :offsets) as ended (topic, part, off)
      where pending.topic = ended.topic and pending.part = ended.part and pending.off = ended.off
      returning pending.topic, pending.part, pending.off, pending.user_id, pending.priority
      """;

  private static final String FORGET_ATTEMPTS =
      """
      delete from attempt using unnest(:topics, :parts, :offsets) as ended (topic, part, off)
      where attempt.topic = ended.topic and attempt.part = ended.part and attempt.off = ended.off
      """;

  /** What ended behind a head leaves the head's wait. */
  private static final String UNPARK =
      """
      delete from park using unnest(:topics, :parts, :users, :priorities, :offsets)
        as ended (topic, part, user_id, priority, off)
      where park.topic = ended.topic and park.part = ended.part
        and park.user_id = ended.user_id and park.priority = ended.priority
        and not exists (select from pending
          where pending.topic = ended.topic and pending.part = ended.part
            and pending.user_id = ended.user_id and pending.priority = ended.priority
            and pending.off < ended.off)
      """;

  private static final String PUBLISH =
      """
      update lane_position set published_seq = greatest(published_seq, told.sequence)
      from unnest(:topics, :parts, :sequences) as told (topic, part, sequence)
      where lane_position.topic = told.topic and lane_position.part = told.part
      """;

  private final JdbcClient sql;
  private final OwnerStatements owners;
  private final ResultStatements results;
  private final DeadLetterStatements deadLetters;
  private final PostponedStatements postponed;
  private final AuditLog audit;

  EntryStatements(
      JdbcClient sql,
      OwnerStatements owners,
      ResultStatements results,
      DeadLetterStatements deadLetters,
      PostponedStatements postponed,
      AuditLog audit) {
    this.sql = sql;
    this.owners = owners;
    this.results = results;
    this.deadLetters = deadLetters;
    this.postponed = postponed;
    this.audit = audit;
  }

  Written write(List<Entry> entries) {
    Held held = owners.hold(entries.stream().map(Entry::fence).toList());
    List<Entry> mine = entries.stream().filter(entry -> held.has(entry.fence())).toList();
    // Before the positions: an ingest lets go of what is postponed, and then wants its position.
    List<Entry.TakenBack> taken = postponed.takeBack(of(mine, Entry.TakenBack.class));
    owners.lockPositions(
        mine.stream()
            .filter(EntryStatements::movesPosition)
            .map(entry -> entry.fence().partition())
            .toList());
    withdraw(of(mine, Entry.Withdrawn.class));
    List<Entry.Ended> ended = firsts(of(mine, Entry.Ended.class));
    finish(unlessItEndsWell(of(mine, Entry.Finished.class), ended));
    choose(of(mine, Entry.Chosen.class));
    Set<Entry.Started> gone = start(of(mine, Entry.Started.class), of(mine, Entry.Ended.class));
    spend(of(mine, Entry.Spent.class));
    park(of(mine, Entry.Parked.class));
    shut(of(mine, Entry.Shut.class));
    Map<Entry, Long> sequences = new HashMap<>(end(ended));
    sequences.putAll(cancel(taken));
    publish(of(mine, Entry.Published.class));
    audit.append(
        of(mine, Entry.Started.class).stream()
            .filter(started -> !gone.contains(started))
            .map(EntryStatements::told)
            .toList());
    CrashPoint.hit(CrashPoint.FLUSH_UNCOMMITTED);
    return new Written(held.at(), sequences, held.lost(), gone);
  }

  private static boolean movesPosition(Entry entry) {
    return entry instanceof Entry.Ended
        || entry instanceof Entry.TakenBack
        || entry instanceof Entry.Published;
  }

  private Map<Entry, Long> cancel(List<Entry.TakenBack> taken) {
    List<StoredResult> stored =
        results.store(
            taken.stream()
                .map(entry -> new Ending(entry.fence().partition(), entry.result(), Cost.NOTHING))
                .toList());
    Map<Object, Long> places = new HashMap<>();
    stored.forEach(each -> places.put(id(each.result()), each.sequence()));
    Map<Entry, Long> sequences = new HashMap<>();
    taken.forEach(entry -> sequences.put(entry, places.get(id(entry.result()))));
    return sequences;
  }

  private static Object id(Result result) {
    return List.of(result.user(), result.command().id());
  }

  /** Another worker may write for the same users: so this is what a write does last. */
  private static AuditEntry told(Entry.Started started) {
    TokenUse use = started.use();
    return new AuditEntry(
        use.user(),
        new Actor.Command(),
        Act.EFFECT_BEGUN,
        new OnConnection(use.provider(), use.connection(), null, use.version()),
        new ForCommand(use.command(), use.operation(), started.step()),
        null);
  }

  private static <E extends Entry> List<E> of(List<Entry> entries, Class<E> kind) {
    return entries.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /**
   * A command's steps go with it, and the last of them is often finished in the same write. A dead
   * letter keeps them.
   */
  private static List<Entry.Finished> unlessItEndsWell(
      List<Entry.Finished> finished, List<Entry.Ended> ended) {
    Set<Object> ending =
        ended.stream()
            .filter(entry -> !DeadLetterStatements.left(entry))
            .map(EntryStatements::place)
            .collect(Collectors.toSet());
    return finished.stream()
        .filter(entry -> !ending.contains(place(entry.fence().partition(), entry.offset())))
        .toList();
  }

  private void withdraw(List<Entry.Withdrawn> entries) {
    if (!entries.isEmpty()) {
      at(WITHDRAW, entries)
          .param("offsets", Columns.longs(entries, Entry.Withdrawn::offset))
          .param("steps", Columns.texts(entries, Entry.Withdrawn::step))
          .update();
    }
  }

  private void finish(List<Entry.Finished> entries) {
    if (!entries.isEmpty()) {
      at(FINISH, entries)
          .param("offsets", Columns.longs(entries, Entry.Finished::offset))
          .param("steps", Columns.texts(entries, Entry.Finished::step))
          .param("outputs", Columns.texts(entries, entry -> entry.output().toString()))
          .update();
    }
  }

  private void choose(List<Entry.Chosen> entries) {
    if (!entries.isEmpty()) {
      at(CHOOSE, entries)
          .param("offsets", Columns.longs(entries, Entry.Chosen::offset))
          .param("names", Columns.texts(entries, Entry.Chosen::name))
          .param("epochs", Columns.longs(entries, entry -> entry.fence().epoch()))
          .param("choices", Columns.texts(entries, entry -> entry.choice().toString()))
          .update();
    }
  }

  /** Those of commands that have ended, or end in this write: by somebody else, since they wait. */
  private Set<Entry.Started> start(List<Entry.Started> entries, List<Entry.Ended> ended) {
    if (entries.isEmpty()) {
      return Set.of();
    }
    Set<Object> waiting =
        new HashSet<>(
            at(START, entries)
                .param("offsets", Columns.longs(entries, Entry.Started::offset))
                .param("steps", Columns.texts(entries, Entry.Started::step))
                .param("epochs", Columns.longs(entries, entry -> entry.fence().epoch()))
                .param("millis", Columns.longs(entries, entry -> entry.within().toMillis()))
                .param("decisives", Columns.booleans(entries, Entry.Started::decisive))
                .param("intents", Columns.texts(entries, entry -> entry.intent().toString()))
                .param("spent", Columns.texts(entries, entry -> CostJson.write(entry.spent())))
                .query(
                    (row, n) ->
                        place(
                            new Partition(row.getString("topic"), row.getInt("part")),
                            row.getLong("off")))
                .list());
    ended.forEach(entry -> waiting.remove(place(entry)));
    return entries.stream()
        .filter(entry -> !waiting.contains(place(entry.fence().partition(), entry.offset())))
        .collect(Collectors.toSet());
  }

  private void spend(List<Entry.Spent> entries) {
    Map<List<Object>, Entry.Spent> last = new LinkedHashMap<>();
    entries.forEach(entry -> last.put(List.of(entry.fence(), entry.offset()), entry));
    if (!last.isEmpty()) {
      List<Entry.Spent> rows = List.copyOf(last.values());
      at(SPEND, rows)
          .param("offsets", Columns.longs(rows, Entry.Spent::offset))
          .param("epochs", Columns.longs(rows, entry -> entry.fence().epoch()))
          .param("spent", Columns.texts(rows, entry -> CostJson.write(entry.spent())))
          .update();
    }
  }

  private void park(List<Entry.Parked> entries) {
    Map<List<Object>, Entry.Parked> last = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            last.put(List.of(entry.fence(), entry.park().user(), entry.park().priority()), entry));
    if (!last.isEmpty()) {
      List<Entry.Parked> rows = List.copyOf(last.values());
      at(PARK, rows)
          .param("offsets", Columns.longs(rows, Entry.Parked::offset))
          .param("notBefore", Columns.times(rows, row -> row.park().notBefore()))
          .param("causes", Columns.texts(rows, row -> row.park().cause().name()))
          .param("since", Columns.times(rows, row -> row.park().since()))
          .param("failures", Columns.integers(rows, row -> row.park().failures()))
          .param("otherwise", Columns.texts(rows, row -> ProblemJson.write(row.park().otherwise())))
          .update();
    }
  }

  private void shut(List<Entry.Shut> entries) {
    Map<List<Object>, Entry.Shut> last = new LinkedHashMap<>();
    entries.forEach(entry -> last.put(List.of(entry.fence(), entry.pause().gate()), entry));
    if (!last.isEmpty()) {
      List<Entry.Shut> rows = List.copyOf(last.values());
      at(FORGET_GATES, rows).update();
      at(SHUT, rows)
          .param("gates", Columns.texts(rows, row -> row.pause().gate()))
          .param("notBefore", Columns.times(rows, row -> row.pause().notBefore()))
          .param("causes", Columns.texts(rows, row -> row.pause().cause().name()))
          .update();
    }
  }

  /** The first end of a command counts, in this write and over all. */
  private static List<Entry.Ended> firsts(List<Entry.Ended> entries) {
    Map<Object, Entry.Ended> firsts = new LinkedHashMap<>();
    entries.forEach(entry -> firsts.putIfAbsent(place(entry), entry));
    return List.copyOf(firsts.values());
  }

  private Map<Entry.Ended, Long> end(List<Entry.Ended> entries) {
    Map<Entry.Ended, Long> sequences = new HashMap<>();
    if (entries.isEmpty()) {
      return sequences;
    }
    deadLetters.leave(entries);
    Set<Row> rows =
        new HashSet<>(
            at(END, entries)
                .param("offsets", Columns.longs(entries, Entry.Ended::offset))
                .query(
                    (row, n) ->
                        new Row(
                            new Partition(row.getString("topic"), row.getInt("part")),
                            row.getLong("off"),
                            row.getString("user_id"),
                            row.getInt("priority")))
                .list());
    Map<Object, Entry.Ended> ended = new HashMap<>();
    Set<Object> deleted = new HashSet<>();
    rows.forEach(row -> deleted.add(List.of(row.partition(), row.offset())));
    List<Entry.Ended> before =
        entries.stream().filter(entry -> !deleted.contains(place(entry))).toList();
    List<Entry.Ended> now =
        entries.stream().filter(entry -> deleted.contains(place(entry))).toList();
    entries.forEach(entry -> ended.put(id(entry.result()), entry));
    List<StoredResult> stored =
        results.store(
            now.stream()
                .map(entry -> new Ending(entry.fence().partition(), entry.result(), entry.spent()))
                .toList());
    postponed.follow(now);
    List<StoredResult> known =
        results.ofCommands(
            before.stream().map(entry -> entry.result().user()).toList(),
            before.stream().map(entry -> entry.result().command().id()).toList());
    for (List<StoredResult> each : List.of(stored, known)) {
      for (StoredResult result : each) {
        Entry.Ended entry = ended.get(id(result.result()));
        if (entry != null && same(entry.result(), result.result())) {
          sequences.put(entry, result.sequence());
        }
      }
    }
    forget(entries, List.copyOf(rows));
    return sequences;
  }

  /** As it is stored: what is read from there knows no nanoseconds any more. */
  private static boolean same(Result one, Result other) {
    return one.equals(other) || Arrays.equals(Results.data(one), Results.data(other));
  }

  private static Object place(Entry.Ended entry) {
    return place(entry.fence().partition(), entry.offset());
  }

  private static Object place(Partition partition, long offset) {
    return List.of(partition, offset);
  }

  private void forget(List<Entry.Ended> entries, List<Row> rows) {
    at(FORGET_ATTEMPTS, entries)
        .param("offsets", Columns.longs(entries, Entry.Ended::offset))
        .update();
    if (!rows.isEmpty()) {
      sql.sql(UNPARK)
          .param("topics", Columns.texts(rows, row -> row.partition().topic()))
          .param("parts", Columns.integers(rows, row -> row.partition().number()))
          .param("users", Columns.texts(rows, Row::user))
          .param("priorities", Columns.integers(rows, Row::priority))
          .param("offsets", Columns.longs(rows, Row::offset))
          .update();
    }
  }

  private void publish(List<Entry.Published> entries) {
    Map<Partition, Entry.Published> last = new LinkedHashMap<>();
    entries.forEach(
        entry ->
            last.merge(
                entry.fence().partition(),
                entry,
                (one, other) -> one.sequence() > other.sequence() ? one : other));
    if (!last.isEmpty()) {
      List<Entry.Published> rows = List.copyOf(last.values());
      at(PUBLISH, rows).param("sequences", Columns.longs(rows, Entry.Published::sequence)).update();
      CrashPoint.hit(CrashPoint.TOLD_UNCOMMITTED);
    }
  }

  private JdbcClient.StatementSpec at(String statement, List<? extends Entry> entries) {
    return sql.sql(statement)
        .param("topics", Columns.texts(entries, entry -> entry.fence().partition().topic()))
        .param("parts", Columns.integers(entries, entry -> entry.fence().partition().number()));
  }

  private record Row(Partition partition, long offset, String user, int priority) {}
}
