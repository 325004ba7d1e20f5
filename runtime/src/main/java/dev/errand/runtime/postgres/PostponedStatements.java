package dev.errand.runtime.postgres;

import dev.errand.pipeline.journal.Arrival;
import dev.errand.pipeline.journal.Entry;
import dev.errand.pipeline.journal.Journal;
import dev.errand.pipeline.journal.Whereabouts;
import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.OperationCatalog;
import dev.errand.schemas.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Commands whose time has not come. */
final class PostponedStatements {

  /**
   * Those whose time has come are postponed no longer, and are told as they came first. What was
   * postponed on another topic goes on waiting: only there is somebody who can carry it out.
   */
  private static final String RELEASE =
      """
      with arrived as (
        select * from unnest(:users, :commands) as arrived (user_id, command_id)
      ), released as (
        delete from postponed using arrived
        where postponed.user_id = arrived.user_id and postponed.command_id = arrived.command_id
          and postponed.topic = :topic and postponed.due <= now()
        returning postponed.user_id, postponed.command_id, priority, payload, accepted_at,
          disconnected
      )
      select user_id, command_id, priority, payload, accepted_at, disconnected from released
      union all
      select postponed.user_id, postponed.command_id, priority, null, accepted_at, disconnected
      from postponed join arrived on postponed.user_id = arrived.user_id
        and postponed.command_id = arrived.command_id
      where postponed.due > now() or postponed.topic <> :topic
      """;

  /** What is queued or has ended is known, and answered as such. */
  private static final String POSTPONE =
      """
      insert into postponed (user_id, command_id, topic, priority, payload, accepted_at, due)
      select user_id, command_id, :topic, priority, payload, now(), due
      from unnest(:users, :commands, :priorities, :payloads, :dues)
        as arrived (user_id, command_id, priority, payload, due)
      where not exists (select from pending
          where pending.user_id = arrived.user_id and pending.command_id = arrived.command_id)
        and not exists (select from done
          where done.user_id = arrived.user_id and done.command_id = arrived.command_id)
      on conflict do nothing
      returning user_id, command_id
      """;

  /** With the end that it follows, which is written once. */
  private static final String FOLLOW =
      """
      insert into postponed (user_id, command_id, topic, priority, payload, accepted_at, due,
        follow_up)
      select user_id, command_id, topic, priority, payload, now(), due, true
      from unnest(:users, :commands, :topics, :priorities, :payloads, :dues)
        as following (user_id, command_id, topic, priority, payload, due)
      where not exists (select from pending
          where pending.user_id = following.user_id and pending.command_id = following.command_id)
        and not exists (select from done
          where done.user_id = following.user_id and done.command_id = following.command_id)
      on conflict do nothing
      """;

  private static final String COUNT =
      """
      select user_id, count(*) as postponed from postponed
      where user_id = any(:users) and not follow_up
      group by user_id
      """;

  /** Refused for good when they were long due: they end with that. */
  private static final String GIVE_UP =
      """
      delete from postponed using unnest(:users, :commands) as refused (user_id, command_id)
      where postponed.user_id = refused.user_id and postponed.command_id = refused.command_id
        and topic = :topic and due < now() - :millis * interval '1 millisecond'
      """;

  /** What has a result has it for good, however it came to be here. */
  private static final String TAKE_BACK =
      """
      with taken as (
        delete from postponed using unnest(:users, :commands) as wanted (user_id, command_id)
        where postponed.user_id = wanted.user_id and postponed.command_id = wanted.command_id
        returning postponed.user_id, postponed.command_id
      )
      select user_id, command_id from taken
      where not exists (select from done
        where done.user_id = taken.user_id and done.command_id = taken.command_id)
      """;

  private static final String FIND =
      """
      select user_id, command_id, priority, payload, accepted_at from postponed
      where user_id = :user and command_id = :command and topic = :topic and not follow_up
      """;

  /**
   * Whoever tells them leaves them alone for a while, and so does everybody else: for as long again
   * as they were told by then. So those whose partition nobody reads do not fill it.
   */
  private static final String TELL =
      """
      update postponed set told_at = now(), first_told_at = coalesce(first_told_at, now())
      from (select user_id, command_id from postponed
        where topic = :topic and due <= now()
          and (told_at is null or told_at < now() - least(
            greatest(:again * interval '1 millisecond', told_at - first_told_at),
            :longest * interval '1 millisecond'))
        order by due limit :most for update skip locked) as next
      where postponed.user_id = next.user_id and postponed.command_id = next.command_id
      returning postponed.user_id, postponed.command_id, priority, payload
      """;

  private static final String NOT_SENT =
      """
      update postponed set told_at = now(), first_told_at = now()
      from unnest(:users, :commands) as failed (user_id, command_id)
      where postponed.user_id = failed.user_id and postponed.command_id = failed.command_id
        and topic = :topic
      """;

  private final JdbcClient sql;

  PostponedStatements(JdbcClient sql) {
    this.sql = sql;
  }

  /**
   * What came in, without what is postponed.
   *
   * @param accepted what is to be queued, as it came first
   * @param postponedAt when that was, of those whose time had not come then, by their offsets
   * @param refused also of users who have too many postponed, and follow-ups that none of us asked
   *     for
   */
  record Sorted(
      List<Arrival.Accepted> accepted,
      Map<Long, Instant> postponedAt,
      List<Arrival.Refused> refused) {}

  /** Postpones what is not due, lets go of what is, and refuses what is new and not welcome. */
  Sorted sort(String topic, List<Arrival.Accepted> arrived, Instant now) {
    if (arrived.isEmpty()) {
      return new Sorted(arrived, Map.of(), List.of());
    }
    Map<Id, Optional<Released>> known = release(topic, arrived);
    Map<Long, Instant> postponedAt = new HashMap<>();
    List<Arrival.Accepted> queue = new ArrayList<>(arrived.size());
    List<Arrival.Refused> refused = new ArrayList<>();
    Map<Id, Arrival.Accepted> postpone = new HashMap<>();
    Set<Id> seen = new HashSet<>();
    for (Arrival.Accepted each : arrived) {
      Id id = Id.of(each);
      boolean again = !seen.add(id);
      Optional<Released> first = known.get(id);
      if (first != null) {
        first
            .filter(released -> !again)
            .ifPresent(
                released -> {
                  Arrival.Accepted accepted =
                      new Arrival.Accepted(each.offset(), released.command());
                  if (released.disconnected()) {
                    refused.add(Arrival.Refused.disconnected(accepted, released.acceptedAt(), now));
                  } else {
                    queue.add(accepted);
                    postponedAt.put(each.offset(), released.acceptedAt());
                  }
                });
      } else if (OperationCatalog.isFollowUp(each.accepted().operation())) {
        refused.add(Arrival.Refused.notOurs(each, now));
      } else if (each.unlessKnown() != null) {
        if (!again) {
          refused.add(Arrival.Refused.of(each, each.unlessKnown(), now));
        }
      } else if (!again && each.accepted().due(now).isAfter(now)) {
        postpone.put(id, each);
      } else if (!postpone.containsKey(id)) {
        queue.add(each);
      }
    }
    return postpone.isEmpty()
        ? new Sorted(queue, postponedAt, refused)
        : new Sorted(
            postpone(topic, now, queue, List.copyOf(postpone.values()), refused),
            postponedAt,
            refused);
  }

  /** Empty: its time has not come, or not here. */
  private Map<Id, Optional<Released>> release(String topic, List<Arrival.Accepted> arrived) {
    Map<Id, Optional<Released>> known = new HashMap<>();
    sql.sql(RELEASE)
        .param("topic", topic)
        .param("users", Columns.texts(arrived, each -> each.user().value()))
        .param("commands", Columns.texts(arrived, each -> each.command().value()))
        .query(
            row -> {
              known.put(
                  Id.of(row),
                  row.getBytes("payload") == null
                      ? Optional.empty()
                      : Optional.of(
                          new Released(
                              command(row),
                              Columns.time(row, "accepted_at"),
                              row.getBoolean("disconnected"))));
            });
    return known;
  }

  /** What is to be queued: with those that are known to be so, or to have ended. */
  private List<Arrival.Accepted> postpone(
      String topic,
      Instant now,
      List<Arrival.Accepted> queue,
      List<Arrival.Accepted> later,
      List<Arrival.Refused> refused) {
    Map<UserId, Integer> counts = counts(later);
    List<Arrival.Accepted> postpone = new ArrayList<>();
    for (Arrival.Accepted each : later) {
      if (counts.merge(each.user(), 1, Integer::sum) > Journal.MOST_POSTPONED) {
        refused.add(Arrival.Refused.tooManyPostponed(each, now));
      } else {
        postpone.add(each);
      }
    }
    Set<Id> postponed =
        new HashSet<>(
            sql.sql(POSTPONE)
                .param("topic", topic)
                .param("users", Columns.texts(postpone, each -> each.user().value()))
                .param("commands", Columns.texts(postpone, each -> each.command().value()))
                .param(
                    "priorities",
                    Columns.integers(
                        postpone, each -> StoredCommand.number(each.accepted().priority())))
                .param(
                    "payloads",
                    Columns.bytes(postpone, each -> StoredCommand.write(each.accepted())))
                .param("dues", Columns.times(postpone, each -> each.accepted().due(now)))
                .query((row, n) -> Id.of(row))
                .list());
    postpone.stream().filter(each -> !postponed.contains(Id.of(each))).forEach(queue::add);
    return queue;
  }

  /** Lets go of what was refused for good and is long due. The rest goes on waiting. */
  void giveUp(String topic, List<Arrival.Refused> refused) {
    List<Arrival.Refused> forGood = refused.stream().filter(each -> !each.forNow()).toList();
    if (!forGood.isEmpty()) {
      sql.sql(GIVE_UP)
          .param("topic", topic)
          .param("users", Columns.texts(forGood, each -> each.user().value()))
          .param("commands", Columns.texts(forGood, each -> each.command().value()))
          .param("millis", Journal.LONG_DUE.toMillis())
          .update();
    }
  }

  /** Postpones what follows these ends. */
  void follow(Collection<Entry.Ended> ended) {
    List<Entry.Ended> followed = ended.stream().filter(entry -> entry.followUp() != null).toList();
    List<Command> following =
        followed.stream().flatMap(entry -> Stream.ofNullable(entry.followUp())).toList();
    if (!following.isEmpty()) {
      sql.sql(FOLLOW)
          .param("users", Columns.texts(following, each -> each.user().value()))
          .param("commands", Columns.texts(following, each -> each.id().value()))
          .param("topics", Columns.texts(followed, entry -> entry.fence().partition().topic()))
          .param(
              "priorities",
              Columns.integers(following, each -> StoredCommand.number(each.priority())))
          .param("payloads", Columns.bytes(following, StoredCommand::write))
          .param("dues", Columns.times(following, each -> each.due(Instant.EPOCH)))
          .update();
    }
  }

  private Map<UserId, Integer> counts(List<Arrival.Accepted> later) {
    Map<UserId, Integer> counts = new HashMap<>();
    sql.sql(COUNT)
        .param("users", Columns.texts(later, each -> each.user().value()))
        .query(
            row -> {
              counts.put(new UserId(row.getString("user_id")), row.getInt("postponed"));
            });
    return counts;
  }

  /** Those that were there to be taken back, and have no result. */
  List<Entry.TakenBack> takeBack(List<Entry.TakenBack> entries) {
    if (entries.isEmpty()) {
      return entries;
    }
    Set<Id> taken =
        new HashSet<>(
            sql.sql(TAKE_BACK)
                .param("users", Columns.texts(entries, entry -> entry.result().user().value()))
                .param(
                    "commands",
                    Columns.texts(entries, entry -> entry.result().command().id().value()))
                .query((row, n) -> Id.of(row))
                .list());
    return entries.stream()
        .filter(entry -> taken.remove(Id.of(entry.result().user(), entry.result().command().id())))
        .toList();
  }

  Optional<Whereabouts.Postponed> find(String topic, UserId user, CommandId command) {
    return sql.sql(FIND)
        .param("topic", topic)
        .param("user", user.value())
        .param("command", command.value())
        .query(
            (row, n) -> new Whereabouts.Postponed(command(row), Columns.time(row, "accepted_at")))
        .optional();
  }

  /** Some whose time has come, each told to one asker for a while. */
  List<Command> due(String topic, Duration again, int most) {
    return sql.sql(TELL)
        .param("topic", topic)
        .param("again", again.toMillis())
        .param("longest", Journal.LONG_DUE.toMillis())
        .param("most", most)
        .query((row, n) -> command(row))
        .list();
  }

  /** Those are told again as if they had been told for the first time. */
  int notSent(String topic, Collection<Command> commands) {
    return sql.sql(NOT_SENT)
        .param("topic", topic)
        .param("users", Columns.texts(commands, each -> each.user().value()))
        .param("commands", Columns.texts(commands, each -> each.id().value()))
        .update();
  }

  private static Command command(ResultSet row) throws SQLException {
    return StoredCommand.read(
        row.getString("user_id"),
        row.getString("command_id"),
        row.getInt("priority"),
        row.getBytes("payload"));
  }

  /**
   * One whose time has come, as it came first.
   *
   * @param disconnected whether its account was, after it had come
   */
  private record Released(Command command, Instant acceptedAt, boolean disconnected) {}

  private record Id(String user, String command) {

    static Id of(Arrival.Accepted arrival) {
      return of(arrival.user(), arrival.command());
    }

    static Id of(UserId user, CommandId command) {
      return new Id(user.value(), command.value());
    }

    static Id of(ResultSet row) throws SQLException {
      return new Id(row.getString("user_id"), row.getString("command_id"));
    }
  }
}
