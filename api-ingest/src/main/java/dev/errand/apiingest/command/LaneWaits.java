package dev.errand.apiingest.command;

import dev.errand.apiingest.command.LanePlace.Hold;
import dev.errand.apiingest.command.LanePlace.Order;
import dev.errand.runtime.kafka.Homes;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.Topics;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WaitCause;
import dev.errand.schemas.WireJson;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Where queued commands are in their lanes, read from the engine's journal: each question is
 * bounded, however deep the lane. Thread-safe.
 */
final class LaneWaits {

  /** How many commands are counted at most. */
  static final int COUNTED = 10_000;

  /** Fewer results say nothing about the next ones. */
  private static final int LEAST_RESULTS = 3;

  /**
   * The command, and of each order of its lane how many there are, the head's doubt, and what holds
   * it longest: its own park, or the gate of everyone or of the workspace where the user is
   * connected now.
   */
  private static final String PLACE =
      """
      WITH command AS (
        SELECT topic, part, off, user_id, priority FROM pending
        WHERE user_id = :user AND command_id = :id
      ), lane AS (
        SELECT orders.priority,
          (SELECT count(*) FROM (SELECT FROM pending
            WHERE pending.topic = command.topic AND pending.part = command.part
              AND pending.user_id = command.user_id AND pending.priority = orders.priority
            LIMIT :counted) AS few) AS pending,
          (SELECT off FROM pending
            WHERE pending.topic = command.topic AND pending.part = command.part
              AND pending.user_id = command.user_id AND pending.priority = orders.priority
            ORDER BY off LIMIT 1) AS head
        FROM command CROSS JOIN (VALUES (0), (1)) AS orders (priority)
      ), held AS (
        SELECT DISTINCT ON (priority) priority, cause, not_before FROM (
          SELECT park.priority, park.cause, park.not_before FROM command
          JOIN park ON park.topic = command.topic AND park.part = command.part
            AND park.user_id = command.user_id
          UNION ALL
          SELECT lane.priority, gate.cause, gate.not_before FROM command CROSS JOIN lane
          JOIN gate ON gate.topic = command.topic AND gate.part = command.part
            AND (gate.gate = '' OR gate.gate IN
              (SELECT workspace FROM connection WHERE connection.user_id = command.user_id
                AND connection.state = 'active' AND connection.provider =
                  CASE command.topic WHEN :mail THEN 'microsoft' ELSE 'notion' END))
        ) AS holds
        WHERE not_before > now()
        ORDER BY priority, not_before DESC
      )
      SELECT now() AS now, command.topic, command.part, command.priority = 1 AS bulk,
        (SELECT count(*) FROM (SELECT FROM pending
          WHERE pending.topic = command.topic AND pending.part = command.part
            AND pending.user_id = command.user_id AND pending.priority = command.priority
            AND pending.off < command.off
          LIMIT :counted) AS few) AS ahead,
        (SELECT array_agg(count ORDER BY count) FROM partition_count
          WHERE partition_count.topic = command.topic AND settled IS NULL) AS counts,
        own.pending AS own_pending, own_held.cause AS own_cause,
        own_held.not_before AS own_until,
        EXISTS (SELECT FROM attempt WHERE attempt.topic = command.topic
          AND attempt.part = command.part AND attempt.off = own.head AND step <> ''
          AND output IS NULL) AS own_doubt,
        other.pending AS other_pending, other_held.cause AS other_cause,
        other_held.not_before AS other_until,
        EXISTS (SELECT FROM attempt WHERE attempt.topic = command.topic
          AND attempt.part = command.part AND attempt.off = other.head AND step <> ''
          AND output IS NULL) AS other_doubt
      FROM command
      JOIN lane AS own ON own.priority = command.priority
      JOIN lane AS other ON other.priority <> command.priority
      LEFT JOIN held AS own_held ON own_held.priority = own.priority
      LEFT JOIN held AS other_held ON other_held.priority = other.priority
      """;

  /** Each partition is one look into the lane's index. */
  private static final String ELSEWHERE =
      """
      SELECT count(*) FROM (SELECT FROM pending
        WHERE topic = :topic AND part IN (:parts) AND user_id = :user LIMIT :counted) AS few
      """;

  /** The user's last results among the last ones of the partition; large ones are not fetched. */
  private static final String RECENT =
      """
      SELECT result FROM done
      WHERE topic = :topic AND part = :part AND user_id = :user
        AND seq > (SELECT result_seq - 2000 FROM lane_position
                   WHERE topic = :topic AND part = :part)
        AND octet_length(result) <= 65536
      ORDER BY seq DESC LIMIT 20
      """;

  private final JdbcClient sql;

  LaneWaits(JdbcClient sql) {
    this.sql = sql;
  }

  /** The state of a command that is queued; empty if it is not. */
  Optional<CommandState> find(UserId user, CommandId id, @Nullable String operation) {
    return sql.sql(PLACE)
        .param("user", user.value())
        .param("id", id.value())
        .param("mail", Topics.MAIL.commands())
        .param("counted", COUNTED)
        .query((row, number) -> state(row, user, id, operation))
        .optional();
  }

  private CommandState state(ResultSet row, UserId user, CommandId id, @Nullable String operation)
      throws SQLException {
    String topic = row.getString("topic");
    int part = row.getInt("part");
    LanePlace place =
        new LanePlace(
            time(row, "now"),
            row.getBoolean("bulk"),
            row.getInt("ahead"),
            elsewhere(topic, part, user, counts(row)),
            order(row, "own"),
            order(row, "other"));
    return place
        .waiting(() -> pace(topic, part, user))
        .map(waiting -> CommandState.waiting(id, operation, waiting))
        .orElseGet(() -> CommandState.running(id, operation));
  }

  private static List<Integer> counts(ResultSet row) throws SQLException {
    Array counts = row.getArray("counts");
    return counts == null ? List.of() : List.of((Integer[]) counts.getArray());
  }

  /** When a topic grew, what the user sent before lies in other partitions, and goes first. */
  private int elsewhere(String topic, int part, UserId user, List<Integer> counts) {
    List<Integer> before = Homes.of(counts).before(part, user.value());
    return before.isEmpty()
        ? 0
        : sql.sql(ELSEWHERE)
            .param("topic", topic)
            .param("parts", before)
            .param("user", user.value())
            .param("counted", COUNTED)
            .query(Integer.class)
            .single();
  }

  private static Order order(ResultSet row, String which) throws SQLException {
    String cause = row.getString(which + "_cause");
    return new Order(
        row.getInt(which + "_pending"),
        row.getBoolean(which + "_doubt"),
        cause == null ? null : new Hold(WaitCause.valueOf(cause), time(row, which + "_until")));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /**
   * How long one of the user's commands to that provider took lately, without the person's part.
   */
  private Optional<Duration> pace(String topic, int part, UserId user) {
    List<Duration> took =
        sql
            .sql(RECENT)
            .param("topic", topic)
            .param("part", part)
            .param("user", user.value())
            .query(byte[].class)
            .list()
            .stream()
            .map(result -> WireJson.mapper().readTree(result).path("timing"))
            .filter(timing -> timing.has("startedAt"))
            .map(LaneWaits::took)
            .toList();
    OptionalDouble millis = took.stream().mapToLong(Duration::toMillis).average();
    return took.size() < LEAST_RESULTS || millis.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.round(millis.getAsDouble())));
  }

  private static Duration took(JsonNode timing) {
    return Duration.between(
            Instant.parse(timing.path("startedAt").stringValue()),
            Instant.parse(timing.path("finishedAt").stringValue()))
        .minusMillis(timing.path("waited").path(WaitCause.RECONNECT.wireName()).asLong(0));
  }
}
