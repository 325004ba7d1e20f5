package dev.errand.runtime.postgres;

import dev.errand.schemas.Command;
import dev.errand.schemas.CommandId;
import dev.errand.schemas.ProblemCode;
import dev.errand.schemas.Status;
import dev.errand.schemas.UserId;
import dev.errand.schemas.WireJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/**
 * Dead letters, for operators. It only reads: a letter is claimed by a replay in the transaction
 * that takes the replay in. Thread-safe.
 */
public final class DeadLetters {

  private static final String COLUMNS =
      """
      letter.number, letter.user_id, letter.origin, letter.command_id, letter.replays,
      letter.operation, letter.priority, letter.status, letter.code, letter.ended_at,
      letter.replayed_by, letter.replayed_at\
      """;

  /** What is not asked for is null, which PostgreSQL only understands with a type. */
  private static final String LIST =
      """
      select %s from dead_letter letter
      where number > :after
        and (cast(:user as text) is null or user_id = :user)
        and (cast(:code as text) is null or code = :code)
        and (cast(:status as text) is null or status = :status)
        and (cast(:from as timestamptz) is null or ended_at >= :from)
        and (cast(:to as timestamptz) is null or ended_at < :to)
        and (:replayed or replayed_by is null)
      order by number limit :most
      """
          .formatted(COLUMNS);

  private static final String OPEN =
      """
      select %s, letter.topic, letter.part, letter.off, letter.payload, letter.accepted_at,
        letter.steps::text as steps,
        (select done.result from done
         where done.user_id = letter.user_id and done.command_id = letter.command_id
         limit 1) as result
      from dead_letter letter where number = :number
      """
          .formatted(COLUMNS);

  private final JdbcClient sql;
  private final Acting acting;

  public DeadLetters(JdbcClient sql, Acting acting) {
    this.sql = sql;
    this.acting = acting;
  }

  /**
   * Which ones.
   *
   * @param from ended then or later
   * @param to ended before
   * @param replayed those that were replayed, too
   */
  public record Selection(
      @Nullable UserId user,
      @Nullable ProblemCode code,
      @Nullable Status status,
      @Nullable Instant from,
      @Nullable Instant to,
      boolean replayed) {}

  /**
   * One of them, without what the user wrote.
   *
   * @param number its name for operators; stays as it is when a replay ends badly too
   * @param origin the first command
   * @param command the one that ended last: the first, or a replay of it
   * @param replays how many replays ended here too
   * @param replayedBy the replay that took over from this end
   */
  public record Letter(
      long number,
      UserId user,
      CommandId origin,
      CommandId command,
      int replays,
      String operation,
      String priority,
      Status status,
      ProblemCode code,
      Instant endedAt,
      @Nullable CommandId replayedBy,
      @Nullable Instant replayedAt) {

    /** The number of the first replay that may go on from this end. */
    public int nextReplay() {
      return replays + 1;
    }
  }

  /**
   * One of them, with all that is kept.
   *
   * @param command with what the user wrote
   * @param steps as an array: what was attempted, and what of it was finished
   * @param result of the command, while it is remembered
   */
  public record Opened(
      Letter letter,
      Command command,
      String topic,
      int partition,
      long offset,
      Instant acceptedAt,
      JsonNode steps,
      @Nullable JsonNode result) {

    /**
     * What replays it, in the user's name, with the same data.
     *
     * @param id its own
     * @param withDeadline whether it keeps the deadline of the first
     */
    public Command replay(CommandId id, boolean withDeadline) {
      return new Command(
          command.user(),
          id,
          command.operation(),
          command.source(),
          command.priority(),
          withDeadline ? command.deadline() : null,
          command.hold(),
          null,
          null,
          command.agent(),
          command.conversation(),
          command.traceparent(),
          command.data(),
          letter.origin());
    }
  }

  /** Those selected, by their number, after one. */
  public List<Letter> list(Selection selection, long after, int most) {
    return acting.on(Duty.OPERATE, () -> listed(selection, after, most));
  }

  private List<Letter> listed(Selection selection, long after, int most) {
    return sql.sql(LIST)
        .param("after", after)
        .param("user", selection.user == null ? null : selection.user.value())
        .param("code", selection.code == null ? null : selection.code.wireName())
        .param("status", selection.status == null ? null : selection.status.wireName())
        .param("from", time(selection.from))
        .param("to", time(selection.to))
        .param("replayed", selection.replayed)
        .param("most", most)
        .query((row, n) -> letter(row))
        .list();
  }

  public Optional<Opened> open(long number) {
    return acting.on(
        Duty.OPERATE,
        () -> sql.sql(OPEN).param("number", number).query((row, n) -> opened(row)).optional());
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant time) {
    return time == null ? null : time.atOffset(ZoneOffset.UTC);
  }

  private static Letter letter(ResultSet row) throws SQLException {
    String replayedBy = row.getString("replayed_by");
    return new Letter(
        row.getLong("number"),
        new UserId(row.getString("user_id")),
        new CommandId(row.getString("origin")),
        new CommandId(row.getString("command_id")),
        row.getInt("replays"),
        row.getString("operation"),
        StoredCommand.priority(row.getInt("priority")).wireName(),
        Status.ofWireName(row.getString("status")),
        ProblemCode.ofWireName(row.getString("code")),
        Columns.time(row, "ended_at"),
        replayedBy == null ? null : new CommandId(replayedBy),
        replayedBy == null ? null : Columns.time(row, "replayed_at"));
  }

  private static Opened opened(ResultSet row) throws SQLException {
    byte @Nullable [] result = row.getBytes("result");
    return new Opened(
        letter(row),
        StoredCommand.read(
            row.getString("user_id"),
            row.getString("command_id"),
            row.getInt("priority"),
            row.getBytes("payload")),
        row.getString("topic"),
        row.getInt("part"),
        row.getLong("off"),
        Columns.time(row, "accepted_at"),
        WireJson.mapper().readTree(row.getString("steps")),
        result == null ? null : WireJson.mapper().readTree(result));
  }
}
